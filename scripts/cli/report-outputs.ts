import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { FORMAT_NAMES } from './report-command.js';

/** A file that a report is to be written to; `-` is the standard output. */
export interface ReportOutput {
  readonly format: (typeof FORMAT_NAMES)[number];
  readonly path: string;
}

/** Reads what `--report` was given: `junit=report.xml`, any number of times. */
export function reportOutput(text: string, former: readonly ReportOutput[] = []): readonly ReportOutput[] {
  const [, name, path] = /^(\w+)=(.+)$/s.exec(text) ?? [];
  const format = FORMAT_NAMES.find((each) => each === name);
  if (!format || path === undefined)
    throw new InvalidArgumentError(
      `It must be FORMAT=FILE, such as junit=report.xml; the formats are ${FORMAT_NAMES.join(', ')}.`,
    );
  const other = former.find((each) => resolve(each.path) === resolve(path));
  if (!other) return [...former, { format, path }];
  throw new InvalidArgumentError(
    `${path} gets the ${other.format} report already. Give each report a file of its own.`,
  );
}

export const REPORT_HELP = 'also write a report, such as junit=report.xml or json=-; repeatable';
