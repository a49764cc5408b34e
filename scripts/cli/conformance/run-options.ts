import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../../../conformance/engine/choice.js';
import { duration, several, wholeNumber } from '../option-values.js';
import { REPORT_HELP, type ReportOutput, reportOutput } from '../report-outputs.js';

/** What can be said of a run, whoever is judged by it. Times are in milliseconds. */
export interface RunChoices {
  readonly seed?: number;
  readonly runs?: number;
  readonly timeLimit?: number;
  readonly shard?: Shard;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly level: 'must' | 'should' | 'may';
  readonly replay?: string;
  readonly knownFailures?: string;
  readonly failures: string;
  readonly report?: readonly ReportOutput[];
}

/** The options of a command that judges somebody, but for those that say whom. */
export function withRunOptions(command: Command): Command {
  return command
    .option('--seed <number>', 'decides all cases (default: another one each time)', wholeNumber(0, 2 ** 31))
    .option('--runs <number>', 'cases for each requirement (default: 10)', wholeNumber(1, 1_000_000))
    .option('--time-limit <time>', 'begin no case after this, such as 90s or 5m', duration)
    .option('--shard <i/n>', 'run only the i-th of n parts', shard)
    .option('--only <globs>', 'run only these ids, with * and ?, separated by commas; repeatable', several)
    .option('--skip <globs>', 'leave these ids out; repeatable', several)
    .addOption(
      new Option('--level <level>', 'lowest level that decides; what is below is run and told all the same')
        .choices(['must', 'should', 'may'])
        .default('must'),
    )
    .option('--replay <token>', 'run only the case that a report tells of, and tell what happens')
    .option('--known-failures <file>', 'failures that are expected, YAML or JSON; see conformance/README.md')
    .option(
      '--failures <file>',
      'cases that failed, kept to be run first the next time',
      '.4shared-conformance/failures.json',
    )
    .option('--report <format=file>', REPORT_HELP, reportOutput);
}

function shard(text: string): Shard {
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index && count && index <= count) return { index, count };
  throw new InvalidArgumentError('It must be such as 2/5: the second of five parts.');
}
