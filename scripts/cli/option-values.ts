import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { LONGEST_TIMER, type OptionValue } from '../../mock-server/option-values.js';
import type { OptionFacts } from './command.js';

/** Reads a whole number of an option. @returns a function for commander */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** Reads a number of bytes of at least `least`. */
export const bytes = (least: number): ((text: string) => number) =>
  wholeNumber(least, Number.MAX_SAFE_INTEGER);

/** Reads milliseconds that a timer can wait. */
export const milliseconds = wholeNumber(1, LONGEST_TIMER);

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, '': 1000 };

/** Reads a time such as `90`, `90s`, `2m` or `500ms`. @returns milliseconds */
export function duration(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (ms > 0) return ms;
  throw new InvalidArgumentError('It must be a time, such as 90, 90s, 2m or 500ms.');
}

/** Refuses the empty text that an unset shell variable leaves. */
export function notEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}

/** Reads a value by the check that the library uses for the same option. */
export const like =
  ({ isRight, problem }: OptionValue) =>
  (text: string): string => {
    if (isRight(text)) return text;
    throw new InvalidArgumentError(`It ${problem}.`);
  };

/** Collects the values of a repeatable option. */
export const repeated =
  <Value>(read: (text: string) => Value) =>
  (text: string, former: readonly Value[] = []): readonly Value[] => [...former, read(text)];

/** Collects the values of a repeatable option that may also be separated by commas. */
export const several = (text: string, former: readonly string[] = []): readonly string[] => [
  ...former,
  ...text.split(',').map((each) => each.trim()),
];

/** The formats of reports. A test compares them with the table of formats, which loads only when a report is written. */
export const FORMAT_NAMES = ['text', 'json', 'junit', 'html', 'markdown', 'tap', 'badge', 'svg'] as const;

/** The file that a report is written to; `-` is the standard output. */
export interface ReportOutput {
  readonly format: (typeof FORMAT_NAMES)[number];
  readonly path: string;
}

/** Reads one more `--report`, such as `junit=report.xml`. */
function reportOutput(text: string, former: readonly ReportOutput[] = []): readonly ReportOutput[] {
  const [, name, path] = /^(\w+)=(.+)$/s.exec(text) ?? [];
  const format = FORMAT_NAMES.find((each) => each === name);
  if (!format || path === undefined)
    throw new InvalidArgumentError(
      `It must be FORMAT=FILE, such as junit=report.xml; the formats are ${FORMAT_NAMES.join(', ')}.`,
    );
  const other = former.find((each) => resolve(each.path) === resolve(path));
  if (!other) return [...former, { format, path }];
  throw new InvalidArgumentError(
    `${path} is already the file of the ${other.format} report. Choose another file for the ${format} report.`,
  );
}

/** The option `--ca-folder`. */
export const CA_FOLDER: OptionFacts = {
  about:
    'folder of the certificate authority (default: among the data of this user; the command ca shows it)',
  read: notEmpty,
};

/** Options that several commands have. */
export const REPORT: OptionFacts = {
  about: 'also write a report, such as junit=report.xml or json=-; repeatable',
  read: reportOutput,
};
/** The option `--level`. */
export const LEVEL: OptionFacts = {
  about: 'lowest level that decides the verdict; the levels below are reported only',
  choices: ['must', 'should', 'may'],
  default: 'must',
};
/** Has no default, so that the token of a replay can decide. */
export const SERVICE: OptionFacts = {
  about: 'version of the service that the client uses (default: jax3)',
  choices: ['jax3', 'jax2'],
};
