import type { Change, ReportDiff, RequirementChange, Side } from '../diff.js';
import type { TerminalOptions } from '../paper.js';
import { painter } from '../paper.js';
import type { Status } from '../report.js';
import { STATUSES, VERDICTS } from '../status.js';
import { inline } from '../text/markdown-text.js';
import { wrapped } from '../text/text-width.js';
import { clipped, oneLine } from '../text/visible-text.js';
import { counted } from '../text/wording.js';

const HEADINGS = [
  { change: 'newly-broken', heading: 'Newly broken', paint: 'bad' },
  { change: 'newly-kept', heading: 'Newly kept', paint: 'good' },
  { change: 'changed', heading: 'Changed', paint: 'doubt' },
] as const;

const LONGEST = 400;
/** GitHub takes comments of up to 65,536 characters. */
const MOST_ROWS = 100;

/** The difference of two reports as JSON. */
export const diffJson = (diff: ReportDiff): string => `${JSON.stringify(diff, null, 2)}\n`;

/** The difference of two reports for a person at a terminal, or for a log. */
export function diffTerminal(diff: ReportDiff, { colour, columns }: TerminalOptions): string {
  const paint = painter(colour);
  const inLines = (text: string, indent: number) =>
    wrapped(
      oneLine(clipped(text, LONGEST)),
      Math.max(20, (columns ?? Number.POSITIVE_INFINITY) - indent),
    ).map((line) => ' '.repeat(indent) + line);
  const sections = HEADINGS.flatMap(({ change, heading, paint: tone }) => {
    const found = of(diff, change);
    if (found.length === 0) return [];
    return [
      paint(tone, `${heading} (${found.length})`),
      ...found.flatMap((one) => [
        ...inLines(`${one.id} ${one.title} (${one.level}): ${fromTo(one)}${followsFrom(one)}`, 2),
        ...(one.did === undefined ? [] : inLines(one.did, 6)),
        ...(one.replay === undefined ? [] : [`      ${oneLine(one.replay)}`]),
      ]),
      '',
    ];
  });
  return `${[
    ...inLines(`before: ${sideText(diff.before)}`, 0),
    ...inLines(`after:  ${sideText(diff.after)}`, 0),
    '',
    ...sections,
    `${counted(of(diff, 'same').length, 'requirement')} the same.`,
    paint(diff.worse ? 'bad' : 'good', summary(diff)),
  ].join('\n')}\n`;
}

/** The difference of two reports for a pull request. */
export function diffMarkdown(diff: ReportDiff): string {
  const rows = HEADINGS.flatMap(({ change, heading }) => of(diff, change).map((one) => ({ heading, one })));
  const table = rows
    .slice(0, MOST_ROWS)
    .map(
      ({ heading, one }) =>
        `| ${heading} | **${cell(one.id)}** ${cell(one.title)} | ${one.level} | ${fromTo(one)}${cell(followsFrom(one))} |\n`,
    );
  return `## ${summary(diff)}

- before: ${cell(sideText(diff.before))}
- after: ${cell(sideText(diff.after))}

${rows.length === 0 ? '' : `| | Requirement | Level | Status |\n| --- | --- | --- | --- |\n${table.join('')}\n`}${
  rows.length > MOST_ROWS ? `*${rows.length - MOST_ROWS} more are left out.*\n\n` : ''
}${counted(of(diff, 'same').length, 'requirement')} the same.
`;
}

const of = ({ changes }: ReportDiff, wanted: Change): RequirementChange[] =>
  changes.filter(({ change }) => change === wanted);

function summary(diff: ReportDiff): string {
  const broken = of(diff, 'newly-broken').length;
  if (broken > 0) return `Worse: ${counted(broken, 'requirement')} newly broken`;
  if (diff.worse) return `Worse: no longer conforming, but ${VERDICTS[diff.after.verdict].word}`;
  const kept = of(diff, 'newly-kept').length;
  return kept > 0 ? `Better: ${counted(kept, 'requirement')} newly kept` : 'Nothing got worse';
}

const sideText = ({ subject, verdict, started }: Side): string =>
  `${subject}, ${VERDICTS[verdict].word}, ${started}`;

const statusText = (status: Status | null): string => (status === null ? 'absent' : STATUSES[status].word);

const fromTo = ({ before, after }: RequirementChange): string =>
  `${statusText(before)} -> ${statusText(after)}`;

const followsFrom = ({ causes = [] }: RequirementChange): string =>
  causes.length === 0 ? '' : `, as ${causes.join(' and ')} ${causes.length === 1 ? 'is' : 'are'}`;

const cell = (text: string): string => inline(clipped(text, LONGEST));
