import { stringify } from 'yaml';
import type { Report, RequirementResult } from './report.js';
import { factsOf, reasonOf } from './status.js';
import { subjectText } from './subject.js';
import { oneLine, visible } from './visible-text.js';
import { caseTexts, evidenceText, saidText } from './wording.js';

/** The report in version 14 of the Test Anything Protocol, with what is known of each failure as YAML. */
export function tapReport(report: Report): string {
  const lines = [
    'TAP version 14',
    `# ${oneLine(subjectText(report.subject))}, seed ${report.seed}`,
    `1..${report.requirements.length}`,
    ...report.requirements.flatMap((result, i) => testPoint(report, result, i + 1)),
    ...report.troubles.map(({ blame, message }) => `# trouble in the ${blame}: ${oneLine(message)}`),
    `# ${report.verdict}`,
  ];
  return `${lines.join('\n')}\n`;
}

function testPoint(report: Report, result: RequirementResult, number: number): string[] {
  const { counts } = factsOf(report, result);
  const ok = counts === 'passed' || (counts === 'left out' && !mayFail(result));
  const name = `${result.id} ${result.title} (${result.level})`;
  return [
    `${ok ? 'ok' : 'not ok'} ${number} - ${escaped(name)}${directive(report, result)}`,
    ...(ok ? [] : diagnostics(report, result)),
  ];
}

/** Broken, and yet no failure of the run. */
const mayFail = ({ status }: RequirementResult): boolean => status === 'known-failure' || status === 'broken';

/** `TODO` marks what may fail, `SKIP` what was not tried. */
function directive(report: Report, result: RequirementResult): string {
  if (factsOf(report, result).counts !== 'left out') return '';
  return ` # ${mayFail(result) ? 'TODO' : 'SKIP'} ${escaped(reasonOf(report, result))}`;
}

/** `#` begins a directive, and a backslash says that it does not. */
const escaped = (text: string): string => oneLine(text).replace(/[\\#]/g, '\\$&').trim();

function diagnostics(report: Report, result: RequirementResult): string[] {
  const { counterexample: example, status, level, evidence } = result;
  const reason = reasonOf(report, result);
  const facts = {
    status,
    level,
    evidence: visible(evidenceText(evidence)),
    ...(reason === '' ? {} : { reason: visible(reason) }),
    ...(example && {
      story: example.story.map(visible),
      did: visible(example.did),
      should: visible(example.should),
      ...listed(
        'said',
        example.said.map(({ what, said }) => `${what}: ${saidText(said)}`),
      ),
      ...listed(
        'case',
        caseTexts(example.case).map(({ name, text }) => `${name}: ${text}`),
      ),
      ...(example.notes === '' ? {} : { notes: visible(example.notes) }),
      ...(example.token === undefined ? {} : { replay: visible(example.token) }),
    }),
  };
  const yaml = stringify(facts, { lineWidth: 0, blockQuote: 'literal' }).replace(/\n$/, '');
  return ['---', ...yaml.split('\n'), '...'].map((line) => `  ${line}`);
}

/** Nothing where there is nothing to list, as of a server, which says nothing and is given no case. */
const listed = (name: string, texts: readonly string[]): Readonly<Record<string, readonly string[]>> =>
  texts.length === 0 ? {} : { [name]: texts.map(visible) };
