import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startFourShared } from '../../mock-server/index.js';
import { type CallContext, HANDLERS, type Handler } from '../../mock-server/operations/index.js';
import { type FolderNode, World } from '../../mock-server/world/index.js';
import type { OperationName, Operations } from '../../wsdl/contract.js';
import { idsOfOneBucket } from './one-bucket.js';
import { LOGIN, PASSWORD } from './samples.js';
import { type Row, row } from './table.js';

/** Work on an input of size n, whose cost must not grow faster than n log n. */
interface Growing {
  readonly what: string;
  /** Prepares a world. @returns the work to measure */
  prepare(world: World, n: number): () => unknown;
}

/** The work whose cost is measured at growing sizes. */
export const WORK: readonly Growing[] = [
  {
    what: 'emptying a bin of n entries beside n uploads',
    prepare(world, n) {
      const { id: dirId } = world.addFolder(rootOf(world), { name: 'uploads' });
      for (let i = 0; i < n; i++) call(world, 'uploadStartFile', { dirId, name: `${i}`, fullSize: 1n });
      for (let i = 0; i < n; i++) world.addFolder(rootOf(world), { name: `gone ${i}`, removed: true });
      return () => call(world, 'emptyRecycleBin', {});
    },
  },
  {
    what: 'getHistory of the lowest of n levels',
    prepare(world, n) {
      const { id: dirId } = levels(world, n);
      return () => call(world, 'getHistory', { dirId });
    },
  },
  {
    what: 'getAllItems of n levels',
    prepare(world, n) {
      levels(world, n);
      return () => call(world, 'getAllItems', {});
    },
  },
  {
    what: 'getItems of n folders below n levels',
    prepare(world, n) {
      const lowest = levels(world, n);
      for (let i = 0; i < n; i++) world.addFolder(lowest, { name: `${i}` });
      return () => call(world, 'getItems', { dirId: lowest.id });
    },
  },
  {
    what: 'loading n files whose ids share a hash bucket',
    prepare(world, n) {
      const files = idsOfOneBucket(n).map((id) => ({ id, name: `${id}`, text: 'x' }));
      return () => world.addAccount({ login: 'many@example.com', password: PASSWORD, files });
    },
  },
];

/** Runs an operation for the account of the benchmark. */
function call<Called extends OperationName>(
  world: World,
  name: Called,
  args: Omit<Operations[Called]['args'], 'login' | 'password'>,
): unknown {
  const context: CallContext = { world, base: 'http://127.0.0.1', version: 'jax3' };
  const handler: Handler<Called> = HANDLERS[name];
  return handler(context, { login: LOGIN, password: PASSWORD, ...args });
}

/** Makes n nested folders. @returns the lowest */
function levels(world: World, n: number): FolderNode {
  let lowest = rootOf(world);
  for (let level = 0; level < n; level++) lowest = world.addFolder(lowest, { name: 'deeper' });
  return lowest;
}

function rootOf(world: World): FolderNode {
  const account = world.accounts.get(LOGIN);
  if (!account) throw new Error(`There is no account ${LOGIN}`);
  return account.root;
}

// The garbage of the preparation must not count as work.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** The least time counts: compiling and other processes only add to a time. */
const ATTEMPTS = { least: 3, most: 20, ms: 200 };

/** Processor time of the work, in ms. */
async function processorTime({ prepare }: Growing, n: number): Promise<number> {
  const times: number[] = [];
  const enough = (): boolean =>
    times.length >= ATTEMPTS.least && times.reduce((sum, time) => sum + time, 0) > ATTEMPTS.ms;
  while (times.length < ATTEMPTS.most && !enough()) {
    const fake = await startFourShared({
      fixture: { accounts: [{ login: LOGIN, password: PASSWORD }] },
      storage: 'memory',
      log: () => {},
    });
    const { world } = fake;
    if (!(world instanceof World)) throw new TypeError('A fake hands out its world');
    const work = prepare(world, n);
    collectGarbage();
    const begun = process.cpuUsage();
    await work();
    times.push(process.cpuUsage(begun).user / 1000);
    await fake.close();
  }
  return Math.min(...times);
}

/** Ratio of the two sizes of a measurement. */
const STEP = 8;

/** How the cost of each work grows: STEP times the size takes STEP to the power of the exponent times as long. */
export async function compareGrowth(n: number): Promise<Row[]> {
  const rows = [];
  for (const work of WORK) {
    const small = await processorTime(work, n);
    const large = await processorTime(work, STEP * n);
    const exponent = Math.log(large / small) / Math.log(STEP);
    rows.push(
      row(`${work.what}, n = ${STEP * n}`, large, 0, 'ms', `n to the power of ${exponent.toFixed(2)}`),
    );
  }
  return rows;
}
