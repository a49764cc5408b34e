import { expect, test } from 'vitest';
import { createFake, type FourSharedFake, startFourShared } from './index.js';
import { fourSharedHandlers } from './msw/node.js';
import { failure, loose } from './testing/loose.js';

/** A call with something wrong in it, on a fake in this process, and the message. */
const MISTAKES: readonly (readonly [string, (fake: FourSharedFake) => unknown, string])[] = [
  [
    'arm',
    ({ namespace }) =>
      loose(namespace().arm)({ on: { kind: 'call', operation: 'getFreeSpce' }, do: [{ act: 'nil' }] }),
    'did you mean getFreeSpace?',
  ],
  [
    'arm',
    ({ namespace }) => loose(namespace().arm)({ on: { kind: 'cal' }, do: [{ act: 'nil' }] }),
    'on.kind must be one of call, part, download; did you mean call?',
  ],
  [
    'arm',
    ({ namespace }) => loose(namespace().arm)({ on: { kind: 'call' }, do: [{ act: 'nul' }] }),
    'did you mean nil?',
  ],
  [
    'verify',
    ({ namespace }) => loose(namespace().journal.verify)({ expect: [{ match: { kind: 'cal' } }] }),
    'expect[0].match.kind: must be one of call, part, download; did you mean call?',
  ],
  ['verify', ({ namespace }) => loose(namespace().journal.verify)({ expects: [] }), 'did you mean expect?'],
  [
    'entries',
    ({ namespace }) => loose(namespace().journal.entries)({ fuction: 'login' }),
    'did you mean operation?',
  ],
  [
    'find',
    ({ namespace }) => loose(namespace().journal.find)({ limit: 'all' }),
    'limit: must be a whole number',
  ],
  ['nearest', ({ namespace }) => loose(namespace().journal.nearest)(undefined), 'must be a table'],
  [
    'setLimits',
    ({ namespace }) => loose(namespace().journal.setLimits)({ entry: 5 }),
    'did you mean entries?',
  ],
  [
    'clock.set',
    ({ namespace }) => loose(namespace().clock.set)('2026-02-30T00:00:00Z'),
    'clock.set: time must be milliseconds',
  ],
  ['clock.freeze', ({ namespace }) => loose(namespace().clock.freeze)(1e300), 'in the years 1 to 9999'],
  ['clock.advance', ({ namespace }) => loose(namespace().clock.advance)(1e15), 'in the years 1 to 9999'],
  [
    'changeAccount',
    ({ namespace }) => loose(namespace().changeAccount)('user@example.com', { pasword: 'x' }),
    'did you mean password?',
  ],
  [
    'changeAccount',
    ({ namespace }) => loose(namespace().changeAccount)('user@example.com', { nextFileId: 2n ** 63n }),
    'nextFileId must be a whole number from 1 to 2^63-1',
  ],
  ['addAccount', ({ namespace }) => loose(namespace().addAccount)({ login: 'x' }), 'password is missing'],
  [
    'holds.release',
    ({ namespace }) => loose(namespace().holds.release)('x', 0),
    'count must be a whole number from 1 on',
  ],
  [
    'snapshots.save',
    ({ namespace }) => loose(namespace().snapshots.save)(''),
    'name must be a text that is not empty',
  ],
  ['rules.get', ({ namespace }) => loose(namespace().rules.get)(1), 'id must be a text'],
  [
    'world.addFile',
    ({ world }) => loose(world.addFile)(world.account('user@example.com'), { nam: 'x' }),
    'did you mean name?',
  ],
  [
    'world.addFolder',
    ({ world }) => loose(world.addFolder)(world.account('user@example.com'), { name: 'x', id: 1.5 }),
    'id must be a whole number from 1 to 2^63-1',
  ],
  ['world.find', ({ world }) => loose(world.find)('user@example.com', 1), 'path must be a text'],
];

test.each(MISTAKES)('%s(%o) is refused, and the fake goes on', async (_, call, message) => {
  const fake = await startFourShared({ storage: 'memory' });
  expect((await failure(() => call(fake))).message).toContain(message);
  expect((await fetch(`${fake.url}/_control/health`)).status).toBe(200);
  await fake.close();
});

test('a rule that is armed without waiting is armed in the same turn', async () => {
  const [server, handlers] = [await startFourShared({ storage: 'memory' }), fourSharedHandlers()];
  for (const target of [server.namespace(), handlers]) {
    const arming = target.arm({ on: { kind: 'call' }, do: [{ act: 'nil' }] });
    expect(target.rules.list()).toHaveLength(1);
    await arming;
  }
  await server.close();
});

test('what is handed out is the same each time, and as before', async () => {
  const fake = createFake();
  const here = fake.namespace('here');
  expect(fake.namespace('here')).toBe(here);
  expect(here.journal).toBe(here.journal);
  expect(fake.namespace().world).toBe(fake.world);
  expect(fake.namespaces()).toEqual([fake.namespace(), here]);
  here.journal.recordRaw = true;
  expect(here.journal.report().recordRaw).toBe(true);
  await fake.close();
});
