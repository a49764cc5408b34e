import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { FAULTS } from '../conformance/clients/broken/faults.js';
import { type FaultFound, isAsForetold, runFault } from '../conformance/clients/broken/run-faults.js';
import { openCaseStage } from '../conformance/runner/case-stage.js';
import { DEFAULTS } from '../conformance/runner/options.js';

// `npm run mutants`: the kit's own test. Each broken client must be failed by the requirement that its fault is about, and
// besides by none but those that its fault foretells.

interface Options {
  readonly seeds: number;
  readonly only?: string[];
  readonly runs: number;
  readonly others: number;
  readonly jobs: number;
}

const whole =
  (least: number) =>
  (text: string): number => {
    if (/^\d{1,6}$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number from ${least} on.`);
  };

const options = new Command('mutants')
  .description('Sees whether the kit finds the faults of clients that have one each.')
  .option('--seeds <count>', 'seeds to go through, from 1 on', whole(1), 1)
  .option('--only <ids...>', 'ids of the requirements whose faults are looked for')
  .option('--runs <count>', 'cases of the requirement that must find the fault', whole(1), DEFAULTS.runs)
  .option('--others <count>', 'cases of each other requirement, 0 for none', whole(0), 3)
  .option('--jobs <count>', 'faults side by side', whole(1), 2 * availableParallelism())
  .parse()
  .opts<Options>();

const chosen = FAULTS.filter(({ requirement }) => options.only?.includes(requirement) ?? true);
const unknown = options.only?.filter((id) => !chosen.some(({ requirement }) => requirement === id)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(`There is no fault for ${unknown.join(', ')}.\n`);
  process.exit(2);
}

const stage = await openCaseStage({ timeoutMs: DEFAULTS.timeoutMs, concurrency: 4 });
const waiting = Array.from({ length: options.seeds }, (_, i) =>
  chosen.map((fault) => ({ fault, seed: i + 1 })),
).flat();
const found: FaultFound[] = [];
const started = performance.now();
try {
  await Promise.all(Array.from({ length: options.jobs }, lane));
} finally {
  await stage.close();
}
const wrong = found.filter((each) => !isAsForetold(each));
const seconds = ((performance.now() - started) / 1000).toFixed(0);
process.stdout.write(`${found.length - wrong.length} of ${found.length} as foretold, ${seconds} s\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;

async function lane(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { runs, others: runsOfOthers } = options;
    const result = await runFault(next.fault, { stage, seed: next.seed, runs, runsOfOthers });
    found.push(result);
    process.stdout.write(rowOf(result));
  }
}

function rowOf({ fault, seed, foundAfter, consequences, unexpected }: FaultFound): string {
  const after = foundAfter === undefined ? 'MISSED' : `${foundAfter} run${foundAfter === 1 ? '' : 's'}`;
  const seen = consequences.length === 0 ? '' : `, and ${consequences.join(' ')}`;
  const lines = [
    `${fault.requirement}  seed ${seed}  ${after.padEnd(7)}  ${fault.what}${seen}`,
    ...unexpected.map((other) => `       UNEXPECTED ${other}`),
  ];
  return `${lines.join('\n')}\n`;
}
