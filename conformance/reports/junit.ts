import { basisOf } from './basis.js';
import { each, type Markup, markup, NOTHING } from './html/markup.js';
import { countedAs, factsOf, findingsText, groupOf, reasonOf, type StatusFacts } from './status.js';
import { subjectText } from './subject.js';
import { oneLine } from './text/visible-text.js';
import {
  evidenceText,
  examplesOf,
  exercisedText,
  outcomeText,
  printedTexts,
  reasonHeading,
  replayTexts,
} from './text/wording.js';
import type { WordedExample, WordedReport, WordedResult } from './worded.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * JUnit XML as the junit-10.xsd of Jenkins' xUnit plugin has it, which other readers take too: a suite a group of
 * requirements, a test case a requirement. A finding that decides nothing is a test that passed, with all of it in its output.
 * Times are seconds with three decimals, since that schema takes no more.
 */
export function junitReport(report: WordedReport): string {
  const all = report.requirements;
  const xml = markup`<testsuites name="${oneLine(subjectText(report.subject))}" tests="${all.length}" failures="${count(report, all, 'failed')}" errors="${count(report, all, 'error')}" time="${seconds(report.ms)}">
${each([...grouped(all)], ([group, results]) => suite(report, group, results))}</testsuites>
`;
  return DECLARATION + xml.text;
}

function grouped(all: readonly WordedResult[]): Map<string, WordedResult[]> {
  const groups = new Map<string, WordedResult[]>();
  for (const result of all)
    groups.set(groupOf(result.id), [...(groups.get(groupOf(result.id)) ?? []), result]);
  return groups;
}

function suite(report: WordedReport, group: string, results: readonly WordedResult[]): Markup {
  const ms = results.reduce((sum, result) => sum + result.ms, 0);
  const properties = [
    [report.subject.kind, subjectText(report.subject)],
    ['reached', report.reached],
    ...(report.services ? ([['services', report.services.join(' ')]] as const) : []),
    ['seed', String(report.seed)],
    ['kit', report.kit],
    ['verdict', report.verdict],
    ['findings', findingsText(report)],
    ...basisOf(report).map(({ name, text }) => [name.toLowerCase().replaceAll(' ', '-'), text] as const),
    ...report.troubles.map(({ blame, message }) => ['trouble', `${blame}: ${message}`] as const),
  ].filter(([, value]) => value !== '');
  return markup`  <testsuite name="${oneLine(group)}" tests="${results.length}" failures="${count(report, results, 'failed')}" errors="${count(report, results, 'error')}" skipped="${count(report, results, 'left out')}" time="${seconds(ms)}" timestamp="${oneLine(report.started)}">
    <properties>
${each(
  properties,
  ([name, value]) => markup`      <property name="${name}" value="${oneLine(value)}"/>
`,
)}    </properties>
${each(results, (result) => testCase(report, group, result))}  </testsuite>
`;
}

function testCase(report: WordedReport, group: string, result: WordedResult): Markup {
  const name = `${result.id} ${result.title} (${result.level})`;
  const output = outputOf(report, result);
  return markup`    <testcase classname="${oneLine(`conformance.${group}`)}" name="${oneLine(name)}" time="${seconds(result.ms)}">
${outcome(report, result)}${
  output === ''
    ? NOTHING
    : markup`      <system-out>${output}</system-out>
`
}    </testcase>
`;
}

function outcome(report: WordedReport, result: WordedResult): Markup {
  const { word, counts } = factsOf(report, result);
  const reason = oneLine(reasonOf(report, result));
  const message = oneLine(result.counterexample?.did ?? '') || reason || word;
  switch (counts) {
    case 'passed':
    case 'noted':
      return NOTHING;
    case 'failed':
      return markup`      <failure type="${result.status}" message="${message}">${findingText(report, result)}</failure>
`;
    case 'error':
      return markup`      <error type="${result.status}" message="${reason}">${findingText(report, result)}</error>
`;
    case 'left out':
      return markup`      <skipped type="${result.status}" message="${reason}"/>
`;
  }
}

/** A failure has its finding in its own element. */
function outputOf(report: WordedReport, result: WordedResult): string {
  const { counts } = factsOf(report, result);
  const printed = examplesOf(result)
    .flatMap(printedTexts)
    .map(({ name, text }) => `${name}:\n${text}`);
  return (counts === 'noted' ? [findingText(report, result), ...printed] : printed).join('\n\n');
}

function findingText(report: WordedReport, result: WordedResult): string {
  const examples = examplesOf(result);
  return [
    result.title,
    evidenceText(result.evidence),
    reasonOf(report, result),
    exercisedText(result),
    ...examples.flatMap((example, i) => [
      reasonHeading(i, examples.length),
      ...exampleTexts(report, example),
    ]),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

const exampleTexts = (report: WordedReport, example: WordedExample): string[] => [
  ...example.story.map((sentence, i) => `${i + 1}. ${sentence}`),
  `did: ${example.did}`,
  `should: ${example.should}`,
  ...example.outcomes.map(({ what, outcome }) => `outcome: ${what}: ${outcomeText(outcome)}`),
  ...(example.case?.texts ?? []).map(({ name, text }) => `${name}: ${text}`),
  ...replayTexts(report, example),
];

const count = (
  report: WordedReport,
  results: readonly WordedResult[],
  counts: StatusFacts['counts'],
): number => countedAs(report, counts, results).length;

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
