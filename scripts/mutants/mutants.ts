import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULTS } from '../../conformance/engine/options.js';
import { FAULTS } from '../../conformance/self-test/clients/faults.js';
import type { Fault } from '../../conformance/self-test/fault.js';
import { LANGUAGES } from '../../conformance/self-test/languages/languages.js';
import { SERVER_FAULTS } from '../../conformance/self-test/servers/faults.js';
import { exitAsUndecided } from '../cli/command.js';
import { goThroughLanguage } from './mutants-in-languages.js';
import { goThroughInThreads } from './mutants-in-process.js';

// `npm run mutants`: the kit's own test. Each broken client or server must be failed by the rule that its fault is about, and
// besides by none but those that its fault foretells; or, where a whole run tells causes from consequences, by no other cause.

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

/** Who has faults, and the thread that goes through them. */
interface Faulty {
  readonly faults: readonly Fault[];
  readonly worker: URL;
}

const CLIENTS: Faulty = {
  faults: FAULTS,
  worker: new URL('../../conformance/self-test/clients/fault-worker.js', import.meta.url),
};
const SERVERS: Faulty = {
  faults: SERVER_FAULTS,
  worker: new URL('../../conformance/self-test/servers/fault-worker.js', import.meta.url),
};

const languageOption = new Option(
  '--language <name>',
  'faults and right variants of the client in this language, each by a whole run',
)
  .choices(LANGUAGES.map(({ name }) => name))
  .conflicts('servers');

const options = new Command('mutants')
  .description('Sees whether the kit finds the faults of clients, or of servers, that have one each.')
  .option('--servers', 'faults of servers instead of clients', false)
  .addOption(languageOption)
  .option('--variants', 'with --language: only the right variants', false)
  .option('--quick', 'with --language: no corners, and nothing learnt', false)
  .option('--seeds <count>', 'seeds to go through', atLeast(1), 1)
  .option('--first-seed <seed>', 'the first one of them', atLeast(0), 1)
  .option('--only <ids...>', 'ids of the rules whose faults are looked for')
  .option('--runs <count>', 'cases of the rule that must find the fault', atLeast(1), DEFAULTS.runs)
  .option('--others <count>', 'cases of each other rule, 0 for none; not with --language', atLeast(0), 3)
  .option(
    '--jobs <count>',
    'threads, or clients side by side (default: cores; 1 with --language)',
    atLeast(1),
  )
  .exitOverride(exitAsUndecided)
  .parse()
  .opts<Options>();

for (const each of ['variants', 'quick'] as const)
  if (options[each] && options.language === undefined)
    misused(`--${each} is for clients in another language: say which, such as --language python.`);
if (options.variants && options.only)
  misused('--variants leaves out all faults, and --only chooses among them: give one of the two.');

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
    throw new InvalidArgumentError(`It must be a whole number from ${least} on.`);
  };
}

function ofLanguage(chosen: (typeof LANGUAGES)[number]): ReturnType<typeof goThroughLanguage> {
  const { variants, only, runs, quick, jobs = 1 } = options;
  const changes = [...(variants ? [] : chosenOf(chosen.faults)), ...(only ? [] : chosen.variants)];
  return goThroughLanguage({ language: chosen, changes, seeds, runs, quick, jobs }, print);
}

function ofThreads(): ReturnType<typeof goThroughInThreads> {
  const { worker, faults } = options.servers ? SERVERS : CLIENTS;
  const { runs, others, jobs = availableParallelism() } = options;
  const chosen = chosenOf(faults);
  const tasks = seeds.flatMap((seed) => chosen.map((fault) => ({ fault, seed })));
  return goThroughInThreads({ worker, tasks, jobs, runs, others }, print);
}

function chosenOf<Each extends { readonly rule: string }>(faults: readonly Each[]): readonly Each[] {
  const { only } = options;
  const unknown = only?.filter((id) => !faults.some(({ rule }) => rule === id)) ?? [];
  if (unknown.length > 0) misused(`There is no fault for ${unknown.join(', ')}.`);
  return faults.filter(({ rule }) => only?.includes(rule) ?? true);
}

function misused(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
