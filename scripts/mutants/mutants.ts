import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULTS } from '../../conformance/engine/index.js';
import { CLIENT_MUTANTS } from '../../conformance/self-test/clients/mutants.js';
import { LANGUAGES } from '../../conformance/self-test/languages/languages.js';
import type { Mutant } from '../../conformance/self-test/mutant.js';
import { SERVER_MUTANTS } from '../../conformance/self-test/servers/mutants.js';
import { exitAsUndecided } from '../cli/command.js';
import { runLanguage } from './mutants-in-languages.js';
import { runInThreads } from './mutants-in-process.js';

// `npm run mutants`: the kit's own test. Each mutant must break the requirement that its mistake is about, and none besides
// but its declared consequences; in whole runs, which separate causes from consequences, no other cause.

interface Options {
  readonly servers: boolean;
  readonly language?: string;
  readonly variants: boolean;
  readonly quick: boolean;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly only?: string[];
  readonly runs: number;
  readonly others: number;
  readonly jobs?: number;
}

const CLIENTS = {
  mutants: CLIENT_MUTANTS,
  worker: new URL('../../conformance/self-test/clients/mutant-worker.js', import.meta.url),
};
const SERVERS = {
  mutants: SERVER_MUTANTS,
  worker: new URL('../../conformance/self-test/servers/mutant-worker.js', import.meta.url),
};

const languageOption = new Option(
  '--language <name>',
  'mutants and correct variants of the client in this language, each by a whole run',
)
  .choices(LANGUAGES.map(({ name }) => name))
  .conflicts('servers');

const options = new Command('mutants')
  .description('Check that the kit finds clients, or servers, that are broken on purpose.')
  .option('--servers', 'mutants of servers instead of clients', false)
  .addOption(languageOption)
  .option('--variants', 'with --language: only the correct variants', false)
  .option('--quick', 'with --language: no corners and no learnt cases', false)
  .option('--seeds <count>', 'number of seeds', atLeast(1), 1)
  .option('--first-seed <seed>', 'the first of them', atLeast(0), 1)
  .option('--only <ids...>', 'ids of the requirements whose mutants are run')
  .option('--runs <count>', 'cases of the requirement that must find the mutant', atLeast(1), DEFAULTS.runs)
  .option(
    '--others <count>',
    'cases of each other requirement, 0 for none; not with --language',
    atLeast(0),
    3,
  )
  .option('--jobs <count>', 'threads, or concurrent clients (default: cores; 1 with --language)', atLeast(1))
  .exitOverride(exitAsUndecided)
  .parse()
  .opts<Options>();

for (const each of ['variants', 'quick'] as const)
  if (options[each] && options.language === undefined)
    misused(`--${each} is for clients in another language: choose one, such as --language python.`);
if (options.variants && options.only)
  misused('--variants leaves out all mutants, and --only chooses among them: use one of the two.');

const started = performance.now();
const print = (text: string): void => void process.stdout.write(text);
const language = LANGUAGES.find(({ name }) => name === options.language);
const seeds = Array.from({ length: options.seeds }, (_, i) => options.firstSeed + i);
const { summary, isFine } = await (language ? ofLanguage(language) : ofThreads());
print(`${summary}, ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
if (!isFine) process.exitCode = 1;

function atLeast(least: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,6}$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number, at least ${least}.`);
  };
}

function ofLanguage(chosen: (typeof LANGUAGES)[number]): ReturnType<typeof runLanguage> {
  const { variants, only, runs, quick, jobs = 1 } = options;
  const changes = [...(variants ? [] : chosenOf(chosen.mutants)), ...(only ? [] : chosen.variants)];
  return runLanguage({ language: chosen, changes, seeds, runs, quick, jobs }, print);
}

function ofThreads(): ReturnType<typeof runInThreads> {
  const { worker, mutants }: { worker: URL; mutants: readonly Mutant[] } = options.servers
    ? SERVERS
    : CLIENTS;
  const { runs, others, jobs = availableParallelism() } = options;
  const chosen = chosenOf(mutants).map((mutant) => mutants.indexOf(mutant));
  const tasks = seeds.flatMap((seed) => chosen.map((at) => ({ at, seed })));
  return runInThreads({ mutants, worker, tasks, jobs, runs, others }, print);
}

function chosenOf<Each extends { readonly requirement: string }>(mutants: readonly Each[]): readonly Each[] {
  const { only } = options;
  const unknown = only?.filter((id) => !mutants.some(({ requirement }) => requirement === id)) ?? [];
  if (unknown.length > 0) misused(`No mutant is for ${unknown.join(', ')}.`);
  return mutants.filter(({ requirement }) => only?.includes(requirement) ?? true);
}

function misused(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
