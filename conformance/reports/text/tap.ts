import { stringify } from 'yaml';
import { inOrderOfCauses } from '../../engine/index.js';
import { basisOf } from '../basis.js';
import { factsOf, findingsText, reasonOf } from '../status.js';
import { subjectText } from '../subject.js';
import type { WordedExample, WordedReport, WordedResult } from '../worded.js';
import { oneLine, visible } from './visible-text.js';
import {
  evidenceText,
  examplesOf,
  exercisedText,
  outcomeText,
  printedTexts,
  replayTexts,
} from './wording.js';

/**
 * The report in version 14 of the Test Anything Protocol: the causes first, each before its consequences, with what is known of
 * each finding as YAML.
 */
export function tapReport(report: WordedReport): string {
  const findings = findingsText(report);
  const lines = [
    'TAP version 14',
    `# ${oneLine(subjectText(report.subject))}, seed ${report.seed}`,
    ...(findings === '' ? [] : [`# ${findings}`]),
    `1..${report.requirements.length}`,
    ...inOrderOfCauses(report).flatMap((result, i) => testPoint(report, result, i + 1)),
    ...report.troubles.map(({ blame, message }) => `# trouble in the ${blame}: ${oneLine(message)}`),
    ...basisOf(report).map(({ name, text }) => `# ${name}: ${oneLine(text)}`),
    `# ${report.verdict}`,
  ];
  return `${lines.join('\n')}\n`;
}

function testPoint(report: WordedReport, result: WordedResult, number: number): string[] {
  const { counts } = factsOf(report, result);
  const ok = counts === 'passed' || counts === 'left out';
  const name = `${result.id} ${result.title} (${result.level})`;
  return [
    `${ok ? 'ok' : 'not ok'} ${number} - ${escaped(name)}${directive(report, result)}`,
    ...(ok ? [] : diagnostics(report, result)),
  ];
}

/** `TODO` marks what may fail, `SKIP` what was not tried. */
function directive(report: WordedReport, result: WordedResult): string {
  const word = { noted: 'TODO', 'left out': 'SKIP', passed: '', failed: '', error: '' }[
    factsOf(report, result).counts
  ];
  return word === '' ? '' : ` # ${word} ${escaped(reasonOf(report, result))}`;
}

/** `#` begins a directive, and a backslash says that it does not. */
const escaped = (text: string): string => oneLine(text).replace(/[\\#]/g, '\\$&').trim();

function diagnostics(report: WordedReport, result: WordedResult): string[] {
  const { status, level, evidence } = result;
  const reason = reasonOf(report, result);
  const seen = exercisedText(result);
  const [example, ...others] = examplesOf(result);
  const facts = {
    status,
    level,
    evidence: visible(evidenceText(evidence)),
    ...(reason === '' ? {} : { reason: visible(reason) }),
    ...(seen === '' ? {} : { seen }),
    ...(example && exampleFacts(report, example)),
    ...(others.length > 0 && { others: others.map((other) => exampleFacts(report, other)) }),
  };
  const yaml = stringify(facts, { lineWidth: 0, blockQuote: 'literal' }).replace(/\n$/, '');
  return ['---', ...yaml.split('\n'), '...'].map((line) => `  ${line}`);
}

function exampleFacts(report: WordedReport, example: WordedExample) {
  const [replay] = replayTexts(report, example);
  return {
    story: example.story.map(visible),
    did: visible(example.did),
    should: visible(example.should),
    ...listed(
      'outcome',
      example.outcomes.map(({ what, outcome }) => `${what}: ${outcomeText(outcome)}`),
    ),
    ...listed(
      'case',
      (example.case?.texts ?? []).map(({ name, text }) => `${name}: ${text}`),
    ),
    ...Object.fromEntries(printedTexts(example).map(({ name, text }) => [name, visible(text)])),
    ...(replay === undefined ? {} : { replay: visible(replay) }),
  };
}

/** Nothing where there is nothing to list, as of a server, which says nothing and is given no case. */
const listed = (name: string, texts: readonly string[]): Readonly<Record<string, readonly string[]>> =>
  texts.length === 0 ? {} : { [name]: texts.map(visible) };
