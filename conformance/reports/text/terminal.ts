import { causesOf, isBroken } from '../../engine/index.js';
import { basisOf, casesOf, isWithoutCases } from '../basis.js';
import { Paper, type TerminalOptions } from '../paper.js';
import { factsOf, findingsText, reasonOf, STATUSES, tallyText, VERDICTS } from '../status.js';
import { subjectText } from '../subject.js';
import type { WordedCause, WordedExample, WordedReport, WordedResult } from '../worded.js';
import { widthOf } from './text-width.js';
import { oneLine } from './visible-text.js';
import {
  counted,
  duration,
  examplesOf,
  exercisedText,
  followsText,
  outcomeText,
  printedTexts,
  reachedText,
  reasonHeading,
  replayTexts,
} from './wording.js';

const STATUS_COLUMNS = Math.max(...Object.values(STATUSES).map(({ word }) => word.length));

/** A report for a person at a terminal: the causes, a line for each requirement, what the verdict rests on, the verdict. */
export function terminalReport(report: WordedReport, options: TerminalOptions): string {
  const paper = new Paper(options);
  headline(paper, report);
  for (const cause of causesOf(report)) causeWithConsequences(paper, report, cause);
  // What kept the run from its first case would be lost behind so many lines that all say the same.
  if (!isWithoutCases(report)) requirementLines(paper, report);
  troubles(paper, report);
  summary(paper, report);
  return paper.text;
}

function headline(paper: Paper, report: WordedReport): void {
  const findings = findingsText(report);
  if (findings === '') return;
  const { word, tone } = VERDICTS[report.verdict];
  paper.hanging(`${paper.paint(tone, paper.paint('strong', word))}: `, word.length + 2, findings);
}

function causeWithConsequences(
  paper: Paper,
  report: WordedReport,
  { result, consequences }: WordedCause,
): void {
  const { id, title, level } = result;
  const { word, tone } = factsOf(report, result);
  paper.gap();
  const counts = [word, level, exercisedText(result)].filter((text) => text !== '').join(', ');
  paper.hanging(`${paper.paint(tone, oneLine(id))}  `, widthOf(oneLine(id)) + 2, `${title} (${counts})`);
  const reason = reasonOf(report, result);
  if (reason !== '') paper.quiet(2, reason);
  const examples = examplesOf(result);
  for (const [i, example] of examples.entries()) {
    const heading = reasonHeading(i, examples.length);
    if (heading !== '') {
      paper.gap();
      paper.line(`  ${paper.paint('strong', heading)}`);
    }
    failure(paper, report, example);
  }
  if (consequences.length === 0) return;
  paper.gap();
  paper.line(`  ${counted(consequences.length, 'consequence')}:`);
  for (const each of consequences) {
    const front = `    ${oneLine(each.id)}  `;
    const { tone } = factsOf(report, each);
    paper.hanging(paper.paint(tone, front), widthOf(front), `${each.title} (${followsText(result, each)})`);
    if (each.known) paper.quiet(widthOf(front), reasonOf(report, each));
  }
}

function failure(paper: Paper, report: WordedReport, example: WordedExample): void {
  paper.gap();
  for (const [i, sentence] of example.story.entries())
    paper.hanging(`${String(i + 1).padStart(4)}. `, 6, sentence);
  paper.gap();
  paper.named('did', example.did);
  paper.named('should', example.should);
  for (const { what, outcome } of example.outcomes)
    paper.named('outcome', `${what}: ${outcomeText(outcome)}`);
  for (const { name, text } of example.case?.texts ?? []) paper.named(name, text);
  for (const { name, text } of printedTexts(example)) paper.block(name, text);
  // In one piece, so that it can be copied.
  for (const line of replayTexts(report, example)) {
    paper.gap();
    paper.line(`  ${oneLine(line)}`);
  }
}

function requirementLines(paper: Paper, report: WordedReport): void {
  const { requirements } = report;
  const ids = Math.max(0, ...requirements.map(({ id }) => widthOf(oneLine(id))));
  if (requirements.length > 0) paper.gap();
  for (const result of requirements) requirementLine(paper, report, result, ids);
}

function requirementLine(paper: Paper, report: WordedReport, result: WordedResult, ids: number): void {
  const { word, tone } = factsOf(report, result);
  const id = oneLine(result.id);
  const front = `${paper.paint(tone, word.padEnd(STATUS_COLUMNS))}  ${paper.paint('strong', id)}${' '.repeat(ids - widthOf(id))}  ${result.level.padEnd(6)}  `;
  const indent = STATUS_COLUMNS + ids + 12;
  const exercised = exercisedText(result);
  paper.hanging(front, indent, `${result.title}${exercised && ` (${exercised})`}`);
  // Broken ones have theirs further up.
  if (
    result.status === 'error' ||
    result.status === 'unexpectedly-kept' ||
    (result.known && !isBroken(result))
  )
    paper.quiet(indent, reasonOf(report, result));
}

function troubles(paper: Paper, { troubles: all }: WordedReport): void {
  if (all.length > 0) paper.gap();
  for (const { blame, requirement, message } of all) {
    const front = `trouble in the ${blame}: `;
    const text = requirement ? `${requirement}: ${message}` : message;
    paper.hanging(paper.paint('doubt', front), front.length, text);
  }
}

function summary(paper: Paper, report: WordedReport): void {
  const { word, tone } = VERDICTS[report.verdict];
  paper.gap();
  paper.hanging('', 2, `${subjectText(report.subject)}, reached by ${reachedText(report)}`);
  paper.hanging(
    '',
    2,
    `${tallyText(report.requirements)}; ${counted(casesOf(report), 'case')} in ${duration(report.ms)}, seed ${report.seed}`,
  );
  for (const { name, text } of basisOf(report)) paper.named(name, text);
  const findings = findingsText(report);
  if (findings !== '') paper.hanging('', 2, findings);
  paper.line(paper.paint(tone, paper.paint('strong', word)));
}
