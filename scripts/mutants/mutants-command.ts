import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { DEFAULTS } from '../../conformance/engine/index.js';
import { CLIENT_MUTANTS } from '../../conformance/self-test/clients/mutants.js';
import { LANGUAGES } from '../../conformance/self-test/languages/languages.js';
import { SERVER_MUTANTS } from '../../conformance/self-test/servers/mutants.js';
import { exitWithVerdict, newCommand } from '../cli/command.js';
import { several, wholeNumber } from '../cli/option-values.js';
import { deliver } from '../cli/output.js';
import { runLanguage } from './mutants-in-languages.js';
import { runInThreads } from './mutants-in-process.js';

interface Options {
  readonly servers?: boolean;
  readonly language?: string;
  readonly variants?: boolean;
  readonly quick?: boolean;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly only?: readonly string[];
  readonly runs: number;
  readonly others: number;
  readonly jobs?: number;
}

const MOST = 999_999;

const CLIENTS = {
  mutants: CLIENT_MUTANTS,
  worker: new URL('../../conformance/self-test/clients/mutant-worker.js', import.meta.url),
};
const SERVERS = {
  mutants: SERVER_MUTANTS,
  worker: new URL('../../conformance/self-test/servers/mutant-worker.js', import.meta.url),
};

/**
 * The command behind `npm run mutants`, the kit's own test. Each mutant must break the requirement that its mistake is about,
 * and no other but its declared consequences; in whole runs, which separate causes from consequences, no other cause.
 */
export const mutantsCommand = (): Command =>
  newCommand('mutants', {
    about: 'Check that the kit finds clients, or servers, that are broken on purpose.',
    examples: ['npm run mutants -- --only UP-17,UP-23 --seeds 10', 'npm run mutants -- --language python'],
    options: {
      'Mutants:': {
        '--servers': { about: 'mutants of servers instead of clients' },
        '--language <name>': {
          about: 'mutants and correct variants of the client in this language, each by a whole run',
          choices: LANGUAGES.map(({ name }) => name),
        },
        '--variants': { about: 'with --language: only the correct variants' },
        '--only <ids>': {
          about: 'only mutants of these requirements, separated by commas; repeatable',
          read: several,
        },
      },
      'Cases:': {
        '--seeds <count>': { about: 'number of seeds', read: wholeNumber(1, MOST), default: 1 },
        '--first-seed <seed>': { about: 'the first of them', read: wholeNumber(0, MOST), default: 1 },
        '--runs <count>': {
          about: 'cases of the requirement that must find the mutant',
          read: wholeNumber(1, MOST),
          default: DEFAULTS.runs,
        },
        '--others <count>': {
          about: 'cases of each other requirement, 0 for none; not with --language',
          read: wholeNumber(0, MOST),
          default: 3,
        },
        '--quick': { about: 'with --language: no corners and no learnt cases' },
        '--jobs <count>': {
          about: 'threads, or concurrent clients (default: cores; 1 with --language)',
          read: wholeNumber(1, MOST),
        },
      },
    },
    exitCodes: { 0: 'all are as expected', 1: 'some are not', 2: 'the command is wrong' },
  }).action((options: Options) => exitWithVerdict(() => mutants(options)));

/** @returns exit code */
async function mutants(options: Options): Promise<number> {
  const mistake = mistakeIn(options);
  if (mistake !== undefined) {
    process.stderr.write(`error: ${mistake}\n`);
    return 2;
  }
  const started = performance.now();
  const { summary, isFine } = await run(options, (text) => void process.stdout.write(text));
  await deliver(process.stdout, `${summary}, ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  return isFine ? 0 : 1;
}

function mistakeIn(options: Options): string | undefined {
  const { servers, language, only } = options;
  const alone = (['variants', 'quick'] as const).find((each) => options[each] && language === undefined);
  if (alone) return `--${alone} is for clients in another language: choose one, such as --language python.`;
  if (servers && language !== undefined) return 'Use --servers or --language, not both.';
  if (options.variants && only)
    return '--variants leaves out all mutants, and --only selects mutants: use one of the two.';
  const known = mutantsOf(options).map(({ requirement }) => requirement);
  const unknown = only?.filter((id) => !known.includes(id)) ?? [];
  return unknown.length > 0 ? `No mutant is for ${unknown.join(', ')}.` : undefined;
}

const languageOf = ({ language }: Options) => LANGUAGES.find(({ name }) => name === language);

const mutantsOf = (options: Options): readonly { readonly requirement: string }[] =>
  (languageOf(options) ?? (options.servers ? SERVERS : CLIENTS)).mutants;

function run(options: Options, print: (text: string) => void): ReturnType<typeof runInThreads> {
  const { runs, others, only } = options;
  const seeds = Array.from({ length: options.seeds }, (_, i) => options.firstSeed + i);
  const isChosen = ({ requirement }: { readonly requirement: string }): boolean =>
    only?.includes(requirement) ?? true;
  const language = languageOf(options);
  if (language) {
    const { variants = false, quick = false, jobs = 1 } = options;
    const changes = [
      ...(variants ? [] : language.mutants.filter(isChosen)),
      ...(only ? [] : language.variants),
    ];
    return runLanguage({ language, changes, seeds, runs, quick, jobs }, print);
  }
  const { jobs = availableParallelism() } = options;
  const { worker, mutants } = options.servers ? SERVERS : CLIENTS;
  const tasks = seeds.flatMap((seed) =>
    mutants.flatMap((mutant, at) => (isChosen(mutant) ? [{ at, seed }] : [])),
  );
  return runInThreads({ mutants, worker, tasks, jobs, runs, others }, print);
}
