import { type Command, InvalidArgumentError } from 'commander';
import type { Shard } from '../../../conformance/engine/index.js';
import { exitWithVerdict, newCommand, type OptionFacts } from '../command.js';
import { duration, LEVEL, REPORT, type ReportOutput, several, wholeNumber } from '../option-values.js';
import { deliver } from '../output.js';

/** The options of both suites, checked. Times are in milliseconds. */
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

/** The options of a run that both suites share, by their names in the library, which refuses all others. */
export const runSettings = ({ seed, runs, timeLimit, shard, only, skip, level }: RunChoices) =>
  ({ seed, runs, timeLimitMs: timeLimit, shard, only, skip, level }) as const;

type Options = Readonly<Record<string, OptionFacts>>;

/** The options of both suites that choose cases. */
export const CASES: Options = {
  '--seed <number>': { about: 'seed of all cases (default: random)', read: wholeNumber(0, 2 ** 31) },
  '--runs <number>': { about: 'cases per requirement (default: 10)', read: wholeNumber(1, 1_000_000) },
  '--time-limit <time>': { about: 'start no case after this time, such as 90s or 5m', read: duration },
  '--shard <i/n>': { about: 'run only the i-th of n shards', read: shard },
  '--replay <token>': { about: 'run only the case of this token from a report, and show each step' },
};

/** The options of both suites that choose requirements. */
export const REQUIREMENTS: Options = {
  '--only <globs>': {
    about: 'run only these ids, with * and ?, separated by commas; repeatable',
    read: several,
  },
  '--skip <globs>': { about: 'leave out these ids; repeatable', read: several },
  '--level <level>': LEVEL,
  '--known-failures <file>': { about: 'expected failures, YAML or JSON; see conformance/README.md' },
};

/** The options of both suites for reports and failures. */
export const OUTPUT: Options = {
  '--report <format=file>': REPORT,
  '--failures <file>': {
    about: 'keep failed cases here, and run them first the next time',
    default: '.4shared-conformance/failures.json',
  },
};

function shard(text: string): Shard {
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index && count && index <= count) return { index, count };
  throw new InvalidArgumentError('It must look like 2/5: the second of five shards.');
}

/** The `list` command of a suite. */
export const listCommand = (
  suite: string,
  about: string,
  list: 'listRequirements' | 'listServerRequirements',
): Command =>
  newCommand('list', {
    about,
    examples: [`% ${suite} list`],
    options: { 'Output:': { '--json': { about: 'print JSON' } } },
    exitCodes: { 0: 'the list is printed', 2: 'the command is wrong' },
  }).action((options: { readonly json?: boolean }) =>
    exitWithVerdict(async () => {
      const lists = await import('./conformance-list.js');
      await deliver(process.stdout, lists[list](options));
      return 0;
    }),
  );
