import { type Painter, painter } from './ansi.js';
import type { Counterexample, Report, RequirementResult } from './report.js';
import { isFailing, reasonOf, STATUSES, tallyText, VERDICTS } from './status.js';
import { subjectText } from './subject.js';
import { widthOf, wrapped } from './text-width.js';
import { clipped, oneLine, visible } from './visible-text.js';
import { caseTexts, counted, duration, reachedText, replayTexts, saidText } from './wording.js';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns of the terminal. Undefined for logs: then nothing is wrapped. */
  readonly columns: number | undefined;
}

/** For logs: no colours, no wrapping. */
export const PLAIN: TerminalOptions = { colour: false, columns: undefined };

const NARROWEST = 40;
/** Longer texts are cut: a terminal is no place to read them. */
const LONGEST_TEXT = 2000;
const STATUS_COLUMNS = Math.max(...Object.values(STATUSES).map(({ word }) => word.length));

/** A report for a person at a terminal: a line a requirement, then what is broken and how, then the verdict. */
export function terminalReport(report: Report, options: TerminalOptions): string {
  const paper = new Paper(options);
  const ids = Math.max(0, ...report.requirements.map(({ id }) => widthOf(oneLine(id))));
  for (const result of report.requirements) requirementLine(paper, report, result, ids);
  for (const result of report.requirements)
    if (result.counterexample) failure(paper, result, result.counterexample);
  troubles(paper, report);
  summary(paper, report);
  return paper.text;
}

function requirementLine(paper: Paper, report: Report, result: RequirementResult, ids: number): void {
  const { word, tone } = STATUSES[result.status];
  const id = oneLine(result.id);
  const front = `${paper.paint(tone, word.padEnd(STATUS_COLUMNS))}  ${paper.paint('strong', id)}${' '.repeat(ids - widthOf(id))}  ${result.level.padEnd(6)}  `;
  const indent = STATUS_COLUMNS + ids + 12;
  paper.hanging(front, indent, result.title);
  const reason = reasonOf(report, result);
  if (reason !== '' && (isFailing(report, result) || result.counterexample || result.known))
    paper.quiet(indent, reason);
}

function failure(paper: Paper, { id, title, status }: RequirementResult, example: Counterexample): void {
  paper.gap();
  const { word, tone } = STATUSES[status];
  paper.hanging(`${paper.paint(tone, oneLine(id))}  `, widthOf(oneLine(id)) + 2, `${title} (${word})`);
  paper.gap();
  for (const [i, sentence] of example.story.entries())
    paper.hanging(`${String(i + 1).padStart(4)}. `, 6, sentence);
  paper.gap();
  paper.named('did', example.did);
  paper.named('should', example.should);
  for (const { what, said } of example.said) paper.named('said', `${what}: ${saidText(said)}`);
  for (const { name, text } of caseTexts(example.case)) paper.named(name, text);
  if (example.notes.trim() !== '') paper.named('notes', example.notes.trimEnd());
  // In one piece, so that it can be copied.
  for (const line of replayTexts(example)) {
    paper.gap();
    paper.line(`  ${oneLine(line)}`);
  }
}

function troubles(paper: Paper, { troubles: all }: Report): void {
  if (all.length > 0) paper.gap();
  for (const { blame, requirement, message } of all) {
    const front = `trouble in the ${blame}: `;
    const text = requirement ? `${requirement}: ${message}` : message;
    paper.hanging(paper.paint('doubt', front), front.length, text);
  }
}

function summary(paper: Paper, report: Report): void {
  const { word, tone } = VERDICTS[report.verdict];
  paper.gap();
  paper.hanging('', 2, `${subjectText(report.subject)}, reached by ${reachedText(report)}`);
  paper.hanging(
    '',
    2,
    `${tallyText(report.requirements)}; ${casesText(report)} in ${duration(report.ms)}, seed ${report.seed}`,
  );
  paper.line(paper.paint(tone, paper.paint('strong', word)));
}

const casesText = ({ requirements }: Report): string =>
  counted(
    requirements.reduce((sum, { runs }) => sum + runs, 0),
    'case',
  );

/** Lines as they come. Makes foreign text harmless. */
class Paper {
  readonly paint: Painter;
  readonly #columns: number;
  readonly #lines: string[] = [];

  constructor({ colour, columns }: TerminalOptions) {
    this.paint = painter(colour);
    this.#columns = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, columns);
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** One empty line, never at the beginning. */
  gap(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  /** @param front our own text, `indent` columns wide when shown; what does not fit behind it goes below, indented */
  hanging(front: string, indent: number, text: string): void {
    const [first = '', ...rest] = this.#fit(text, indent);
    this.line(`${front}${first}`.trimEnd());
    for (const line of rest) this.line(`${' '.repeat(indent)}${line}`.trimEnd());
  }

  quiet(indent: number, text: string): void {
    for (const line of this.#fit(text, indent))
      this.line(`${' '.repeat(indent)}${this.paint('quiet', line)}`);
  }

  named(name: string, text: string): void {
    const front = `  ${name}: `;
    this.hanging(this.paint('quiet', front), widthOf(front), text);
  }

  #fit(text: string, indent: number): string[] {
    const room = Math.max(NARROWEST / 2, this.#columns - indent);
    return visible(clipped(text, LONGEST_TEXT))
      .replaceAll('\t', ' ')
      .split('\n')
      .flatMap((line) => wrapped(line, room));
  }
}
