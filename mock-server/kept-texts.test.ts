import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import {
  ARRAYS,
  type ArrayName,
  OPERATIONS,
  type OperationName,
  STRUCTS,
  type StructName,
  type TypeName,
} from '../wsdl/contract.js';
import { type FourSharedFake, startFourShared } from './index.js';
import { partsOf } from './node/testing/request-writer.js';
import { rawEnvelope } from './testing/envelopes.js';
import { wholeWorld } from './testing/whole-world.js';

// Little stays of a text of 128 KiB, in every operation.

const HUGE = 'x'.repeat(128 * 1024);
/** The longest text that is kept anywhere, with what is said of one that was cut. */
const LONGEST = 8 * 1024 + 100;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heldMemory(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** The longest text anywhere in a value. */
function longest(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((most: number, inner) => Math.max(most, longest(inner)), 0);
}

/** A value of a type whose texts are huge. */
function hugeValue(type: TypeName, name: string, fileId: bigint): unknown {
  if (type === 'string') return HUGE;
  if (type === 'boolean') return true;
  if (type === 'long') return /dir|folder/i.test(name) ? -1n : fileId;
  if (type in ARRAYS) return [hugeValue(ARRAYS[type as ArrayName], name, fileId)];
  const fields = STRUCTS[type as StructName];
  if (!fields) return type === 'dateTime' ? '2026-01-31T12:00:00Z' : 1;
  return Object.fromEntries(
    fields.map((field) => {
      const value = hugeValue(field.type, field.name, fileId);
      return [field.name, field.occurs === 'list' ? [value] : value];
    }),
  );
}

const LOGIN = 'user@example.com';
const PASSWORD = 'secret';

/** The ways in which an operation is called: with huge arguments, and with huge credentials. */
function* callsOf(name: OperationName, fileId: bigint): Generator<Record<string, unknown>> {
  const { args } = OPERATIONS[name];
  const huge = Object.fromEntries(args.map((each) => [each.name, hugeValue(each.type, each.name, fileId)]));
  yield huge;
  if (!('login' in huge)) return;
  yield { ...huge, login: LOGIN, password: PASSWORD };
  yield { ...huge, login: LOGIN, password: `!!!${HUGE}!!:${PASSWORD}` };
  yield { ...huge, login: `wrong-password+${HUGE}@edge.test` };
  yield { ...huge, login: `huge-file-id+${HUGE}@edge.test`, password: 'x' };
  // One argument at a time: the others may be what it is refused for.
  for (const { name: only, type } of args)
    if (type === 'string')
      yield { ...huge, ...shortTexts(huge), login: LOGIN, password: PASSWORD, [only]: HUGE };
}

const shortTexts = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value === HUGE)
      .map(([name]) => [name, 'short']),
  );

async function call(fake: FourSharedFake, name: OperationName, args: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${fake.url}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: rawEnvelope(name, partsOf(name, args as never)),
  });
  await response.arrayBuffer();
}

test('no operation leaves a long text behind, in the state or in the journal', async () => {
  const fake = await startFourShared({
    storage: 'memory',
    limits: { bodyBytes: 64 * 1024 * 1024 },
    fixture: {
      settings: [{ id: 1, name: 'g', settings: [{ id: 1, name: 's', type: 'text' }] }],
      accounts: [{ login: LOGIN, password: PASSWORD, files: [{ name: 'a', text: 'a' }] }],
    },
  });
  const fileId = fake.world.find(LOGIN, 'a')?.id ?? 0n;
  await call(fake, 'login', { login: LOGIN, password: PASSWORD });
  const before = heldMemory();
  let calls = 0;
  for (const name of Object.keys(OPERATIONS) as OperationName[])
    for (const args of callsOf(name, fileId)) {
      calls += 1;
      await call(fake, name, args);
    }
  expect(calls).toBeGreaterThan(400);
  const { journal } = fake.namespace();
  expect(journal.report()).toMatchObject({ entries: calls + 1, dropped: 0 });
  expect(longest(journal.find())).toBeLessThan(LONGEST);
  const { state, ...snapshot } = await wholeWorld(fake).save();
  expect(longest(state)).toBeLessThan(LONGEST);
  expect(Object.keys(snapshot)).not.toEqual([]);
  const left = (heldMemory() - before) / calls;
  // A journal entry of a call with eight long arguments takes some 70 KiB.
  expect(left).toBeLessThan(100 * 1024);
  await fake.close();
});

test('names that are as long as they may be are taken, and longer ones refused', async () => {
  const fake = await startFourShared({ storage: 'memory' });
  const world = wholeWorld(fake);
  const account = world.account(LOGIN);
  if (!account) throw new Error('the account is missing');
  expect(world.naming.createFolder(account.root, 'x'.repeat(1024))).toMatchObject({ kind: 'folder' });
  expect(world.naming.createFolder(account.root, 'y'.repeat(1025))).toBe('denied');
  expect(world.uploads.start(account, -1n, 'x'.repeat(1024), 1n)).toMatchObject({ name: 'x'.repeat(1024) });
  expect(world.uploads.start(account, -1n, 'x'.repeat(1025), 1n)).toEqual({
    refused: 'The file name has 1025 characters, at most 1024 are allowed.',
  });
  await fake.close();
});

test('a world knows the newest session keys, and gives none twice', async () => {
  const fake = await startFourShared({ storage: 'memory' });
  const world = wholeWorld(fake);
  const account = world.account(LOGIN);
  if (!account) throw new Error('the account is missing');
  const keys = Array.from({ length: 100_002 }, () => world.sessions.open(account));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.slice(0, 3).map((key) => world.sessions.owner(key))).toEqual([undefined, undefined, account]);
  await fake.close();
});

test('session keys differ between namespaces, and are the same each time', async () => {
  const fake = await startFourShared({ storage: 'memory' });
  const keyIn = (name: string): string => {
    const world = wholeWorld(fake.namespace(name));
    const account = world.account(LOGIN);
    return account ? world.sessions.open(account) : '';
  };
  const keys = ['', 'a', 'b', 'ab'].map(keyIn);
  expect(new Set(keys).size).toBe(4);
  await fake.drop('a');
  expect(keyIn('a')).toBe(keys[1]);
  await fake.close();
});
