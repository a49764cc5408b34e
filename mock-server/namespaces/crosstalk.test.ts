import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEntry } from '../journal/entry.js';
import { WireTestbed } from '../node/testing/wire-testbed.js';
import { envelope, returned, textOf } from '../testing/envelopes.js';

const NAMESPACES = 500;
const AT_ONCE = 32;
/** Each run gives all namespaces two or three steps: set it for a longer look. */
const { CROSSTALK_RUNS = '3' } = process.env;

/** One thing that a client does in its namespace. */
type Step =
  | { readonly does: 'folder'; readonly name: string }
  | { readonly does: 'space' }
  | { readonly does: 'rule'; readonly value: number }
  | { readonly does: 'reset' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('folder' as const), name: fc.string({ minLength: 1 }) }),
  },
  { weight: 6, arbitrary: fc.constant({ does: 'space' as const }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('rule' as const), value: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ does: 'reset' as const }) },
);

/** What a namespace must look like by what was done in it, and by nothing else. */
class Expected {
  readonly folders = new Set<string>();
  calls: { readonly operation: string; readonly result: string }[] = [];
  rule: string | undefined;

  reset(): void {
    this.folders.clear();
    this.calls = [];
    this.rule = undefined;
  }
}

test('500 namespaces hammered at once know nothing of each other', async () => {
  const bed = await WireTestbed.start({ fixture: { accounts: [{ login: 'a', password: 'p' }] } });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const { namespaces } = bed.service;

  const call = (space: string, name: string, ...args: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const path = `/~${space}/jax3/DesktopApp`;
      const headers = { 'content-type': 'text/xml; charset=utf-8' };
      const sent = request({ port: bed.port, agent, path, method: 'POST', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        response.on('end', () => resolve(textOf(returned(text))));
      });
      sent.on('error', reject);
      sent.end(envelope(name, 'a', 'p', ...args));
    });

  const expected = new Map<string, Expected>();
  const of = (space: string): Expected => {
    const known = expected.get(space) ?? new Expected();
    expected.set(space, known);
    return known;
  };

  const perform = async (space: string, step: Step): Promise<void> => {
    const mine = of(space);
    const namespace = namespaces.open(space);
    if (step.does === 'reset') {
      await namespace.reset();
      mine.reset();
    } else if (step.does === 'rule') {
      namespace.rules.clear();
      mine.rule = String(step.value);
      await namespace.arm({
        on: { kind: 'call', operation: 'getFreeSpace' },
        do: [{ act: 'return', value: mine.rule }],
      });
    } else if (step.does === 'space') {
      const result = await call(space, 'getFreeSpace');
      expect(result).toBe(mine.rule ?? '16106127360');
      mine.calls.push({ operation: 'getFreeSpace', result });
    } else {
      const name = `${space} ${step.name.trim()}`;
      const result = await call(space, 'createNewFolder', '-1', name);
      mine.calls.push({ operation: 'createNewFolder', result });
      if (BigInt(result) > 0n) mine.folders.add(name);
    }
  };

  const check = (space: string): void => {
    const { world, journal } = namespaces.open(space);
    const mine = of(space);
    const names = [...(world.account('a')?.root.children ?? [])].map(({ name }) => name);
    expect(new Set(names)).toEqual(mine.folders);
    const told = journal.entries().map((entry: JournalEntry) => ({
      operation: entry.kind === 'call' && entry.operation,
      result: entry.kind === 'call' && entry.result,
    }));
    expect(told).toEqual(mine.calls);
    expect(journal.entries().every(({ target }) => target === `/~${space}/jax3/DesktopApp`)).toBe(true);
  };

  const names = Array.from({ length: NAMESPACES }, (_, i) => `space-${i}`);
  // Each run gives every namespace its own steps; namespaces run in parallel, the steps of one namespace in turn.
  const property = fc.asyncProperty(
    fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 20, maxLength: 20 }),
    async (scripts) => {
      await Promise.all(
        names.map(async (space, i) => {
          for (const each of scripts[(i * 7) % scripts.length] ?? []) await perform(space, each);
        }),
      );
      for (const space of names) check(space);
    },
  );
  await fc.assert(property, { numRuns: Number(CROSSTALK_RUNS), endOnFailure: true });
  expect(namespaces.list()).toHaveLength(NAMESPACES);
  agent.destroy();
  await bed.close();
});
