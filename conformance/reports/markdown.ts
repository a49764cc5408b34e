import { bytesOf, fenced, inline, inTag } from './markdown-text.js';
import type { Counterexample, Report, RequirementResult } from './report.js';
import { isFailing, reasonOf, STATUSES, tallyText, VERDICTS } from './status.js';
import { type SubjectKind, subjectText } from './subject.js';
import { clipped } from './visible-text.js';
import { caseTexts, counted, duration, evidenceText, replayTexts, saidText } from './wording.js';

/** GitHub takes comments of up to 65,536 characters; bytes are on the safe side. */
const MOST_BYTES = 60_000;
/** Kept for the sentence that tells what is left out. */
const RESERVED = 300;
const LONGEST_CELL = 300;
const LONGEST_TEXT = 6000;

/** A summary for a pull request, below 60,000 bytes; says so when it had to leave something out. */
export function markdownReport(report: Report): string {
  const page = new Page(MOST_BYTES - RESERVED);
  page.add(heading(report));
  const noteworthy = report.requirements.filter(
    (result) => isFailing(report, result) || result.counterexample || result.known,
  );
  if (noteworthy.length > 0) page.add(tableHead(report.subject.kind));
  for (const result of noteworthy) page.add(row(result));
  for (const trouble of report.troubles)
    page.add(`\n> Trouble in the ${trouble.blame}: ${cell(trouble.message)}\n`);
  for (const result of report.requirements)
    if (result.counterexample) page.add(details(report, result, result.counterexample));
  page.add(everything(report));
  return page.text;
}

function heading(report: Report): string {
  const { word } = VERDICTS[report.verdict];
  return `## ${cell(subjectText(report.subject))}: ${word}

${tallyText(report.requirements)}. Took ${duration(report.ms)}, seed ${report.seed}, kit ${cell(report.kit)}${report.services?.length ? `, at ${report.services.join(' and ')}` : ''}.
`;
}

const tableHead = (kind: SubjectKind): string =>
  `\n| Requirement | Level | Status | What the ${kind} did |\n| --- | --- | --- | --- |\n`;

function row({ id, title, level, status, counterexample, known }: RequirementResult): string {
  const did = counterexample?.did ?? known?.reason ?? '';
  return `| **${cell(id)}** ${cell(title)} | ${level} | ${STATUSES[status].word} | ${cell(did)} |\n`;
}

function details(report: Report, result: RequirementResult, example: Counterexample): string {
  const reason = reasonOf(report, result);
  const facts = [
    ...example.story.map((sentence, i) => `${i + 1}. ${sentence}`),
    '',
    `did: ${example.did}`,
    `should: ${example.should}`,
    ...example.said.map(({ what, said }) => `said: ${what}: ${saidText(said)}`),
    ...(example.case ? [''] : []),
    ...caseTexts(example.case).map(({ name, text }) => `${name}: ${text}`),
    ...(example.notes.trim() === ''
      ? []
      : ['', `notes of the ${report.subject.kind}:`, clipped(example.notes.trimEnd(), LONGEST_TEXT / 4)]),
  ];
  return `
<details><summary>${inTag(clipped(result.id, LONGEST_CELL))}: the smallest case</summary>

${cell(result.title)} ${cell(`(${result.level}; ${evidenceText(result.evidence)})`)}${reason === '' ? '' : `\n\n${cell(reason)}`}

${fenced(clipped(facts.join('\n'), LONGEST_TEXT))}
${replayTexts(example)
  .map((line) => `\n${fenced(line)}\n`)
  .join('')}
</details>
`;
}

/** In the order of the report, without stories. */
function everything({ requirements }: Report): string {
  if (requirements.length === 0) return '';
  const rows = requirements.map(
    ({ id, title, level, status }) =>
      `| ${cell(id)} | ${level} | ${STATUSES[status].word} | ${cell(title)} |\n`,
  );
  return `
<details><summary>All ${counted(requirements.length, 'requirement')}</summary>

| Id | Level | Status | Title |
| --- | --- | --- | --- |
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
