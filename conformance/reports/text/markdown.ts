import { causesOf, isFailing } from '../../engine/index.js';
import { basisOf, casesOf } from '../basis.js';
import { factsOf, findingsText, reasonOf, tallyText, VERDICTS } from '../status.js';
import { type SubjectKind, subjectText } from '../subject.js';
import type { WordedCause, WordedExample, WordedReport, WordedResult } from '../worded.js';
import { bytesOf, fenced, inline, inTag } from './markdown-text.js';
import { clipped } from './visible-text.js';
import {
  counted,
  duration,
  evidenceText,
  examplesOf,
  exercisedText,
  followsText,
  outcomeText,
  printedTexts,
  reasonHeading,
  replayTexts,
} from './wording.js';

/** GitHub takes comments of up to 65,536 characters; bytes are on the safe side. */
const MOST_BYTES = 60_000;
/** Kept for the sentence that names what is left out. */
const RESERVED = 300;
const LONGEST_CELL = 300;
const LONGEST_TEXT = 6000;

/** A summary for a pull request, below 60,000 bytes; says so when it had to leave something out. */
export function markdownReport(report: WordedReport): string {
  const page = new Page(MOST_BYTES - RESERVED);
  const causes = causesOf(report);
  page.add(heading(report));
  const noteworthy = [
    ...causes.map(({ result }) => result),
    ...report.requirements.filter(({ status }) => status === 'unexpectedly-kept' || status === 'error'),
  ];
  if (noteworthy.length > 0) page.add(tableHead(report.subject.kind));
  for (const result of noteworthy) page.add(row(report, result));
  for (const trouble of report.troubles)
    page.add(`\n> Trouble in the ${trouble.blame}: ${cell(trouble.message)}\n`);
  for (const cause of causes) {
    const examples = examplesOf(cause.result);
    for (const [i, example] of examples.entries())
      page.add(details(report, cause.result, example, reasonHeading(i, examples.length)));
    page.add(consequencesOf(cause));
  }
  page.add(basis(report));
  page.add(everything(report));
  return page.text;
}

function heading(report: WordedReport): string {
  const { word } = VERDICTS[report.verdict];
  const findings = findingsText(report);
  return `## ${cell(subjectText(report.subject))}: ${word}

${findings === '' ? '' : `**${findings}.** `}${tallyText(report.requirements)}; ${counted(casesOf(report), 'case')} in ${duration(report.ms)}, seed ${report.seed}, kit ${cell(report.kit)}${report.services?.length ? `, at ${report.services.join(' and ')}` : ''}.
`;
}

const tableHead = (kind: SubjectKind): string =>
  `\n| Requirement | Level | Status | What the ${kind} did |\n| --- | --- | --- | --- |\n`;

function row(report: WordedReport, result: WordedResult): string {
  const { id, title, level, counterexample, known } = result;
  const did = counterexample?.did ?? known?.reason ?? '';
  const { word } = factsOf(report, result);
  const status = isFailing(report, result) ? `**${word}**` : word;
  return `| **${cell(id)}** ${cell(title)} | ${level} | ${status} | ${cell(did)} |\n`;
}

function details(report: WordedReport, result: WordedResult, example: WordedExample, other: string): string {
  const about = [`${result.level}; ${evidenceText(result.evidence)}`, exercisedText(result)];
  const reason = reasonOf(report, result);
  const facts = [
    ...example.story.map((sentence, i) => `${i + 1}. ${sentence}`),
    '',
    `did: ${example.did}`,
    `should: ${example.should}`,
    ...example.outcomes.map(({ what, outcome }) => `outcome: ${what}: ${outcomeText(outcome)}`),
    ...(example.case ? [''] : []),
    ...(example.case?.texts ?? []).map(({ name, text }) => `${name}: ${text}`),
    ...printedTexts(example).flatMap(({ name, text }) => ['', `${name}:`, clipped(text, LONGEST_TEXT / 4)]),
  ];
  return `
<details><summary>${inTag(clipped(result.id, LONGEST_CELL))}: ${other === '' ? 'the smallest case' : other.toLowerCase()}</summary>

${cell(result.title)} ${cell(`(${about.filter((text) => text !== '').join('; ')})`)}${reason === '' ? '' : `\n\n${cell(reason)}`}

${fenced(clipped(facts.join('\n'), LONGEST_TEXT))}
${replayTexts(report, example)
  .map((line) => `\n${fenced(line)}\n`)
  .join('')}
</details>
`;
}

function consequencesOf({ result, consequences }: WordedCause): string {
  if (consequences.length === 0) return '';
  const lines = consequences.map(
    (each) => `- **${cell(each.id)}** ${cell(each.title)} ${cell(`(${followsText(result, each)})`)}\n`,
  );
  return `
<details><summary>${inTag(clipped(result.id, LONGEST_CELL))}: ${counted(consequences.length, 'consequence')}</summary>

${lines.join('')}
</details>
`;
}

/** What the verdict rests on. */
function basis(report: WordedReport): string {
  const lines = basisOf(report).map(
    ({ name, text }) => `- ${name}: ${inline(clipped(text, 2 * LONGEST_CELL))}\n`,
  );
  return `\n${lines.join('')}`;
}

/** In the order of the report, without stories. */
function everything(report: WordedReport): string {
  const { requirements } = report;
  if (requirements.length === 0) return '';
  const rows = requirements.map(
    (result) =>
      `| ${cell(result.id)} | ${result.level} | ${factsOf(report, result).word} | ${cell(result.title)} | ${exercisedText(result)} |\n`,
  );
  return `
<details><summary>All ${counted(requirements.length, 'requirement')}</summary>

| Id | Level | Status | Title | Cases |
| --- | --- | --- | --- | --- |
${rows.join('')}
</details>
`;
}

const cell = (text: string): string => inline(clipped(text, LONGEST_CELL));

/** Takes pieces as long as they fit, and counts the others. */
class Page {
  #room: number;
  #leftOut = 0;
  #text = '';

  constructor(room: number) {
    this.#room = room;
  }

  add(piece: string): void {
    const bytes = bytesOf(piece);
    if (bytes > this.#room) {
      this.#leftOut += 1;
      return;
    }
    this.#room -= bytes;
    this.#text += piece;
  }

  get text(): string {
    if (this.#leftOut === 0) return this.#text;
    return `${this.#text}\n*${counted(this.#leftOut, 'piece')} of this summary did not fit and ${this.#leftOut === 1 ? 'is' : 'are'} left out: see the JSON or HTML report.*\n`;
  }
}
