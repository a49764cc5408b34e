import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { fixtureSchema } from '../fixture/fixture-schema.js';
import { snapshotSchema } from '../snapshots/snapshot-schema.js';
import { finish } from '../world/turn.js';
import { checkSteps } from './check-steps.js';

/** Values that are right at most places, and something else at some. */
const wrong = fc.constantFrom<unknown>(undefined, null, -1, 'x', [], {}, [{}], true);
const or = <Value>(right: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong });
const table = (entries: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  or(fc.record(entries, { requiredKeys: [] }));
const list = (member: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => or(fc.array(member, { maxLength: 3 }));

const text = or(fc.constantFrom('a', 'b', 'me'));
const file = table({ name: text, size: or(fc.nat()), text, strange: text });
const { folder } = fc.letrec((tie) => ({
  folder: table({
    name: text,
    id: or(fc.integer({ min: 1 })),
    files: list(file),
    folders: fc.oneof({ depthSize: 'small' }, list(file), list(tie('folder'))),
  }),
}));
const fixture = table({
  seed: or(fc.nat()),
  dataCenters: list(or(fc.nat())),
  settings: list(table({ id: or(fc.nat()), name: text, settings: list(table({ id: or(fc.nat()) })) })),
  accounts: list(table({ login: text, password: text, files: list(file), folders: list(folder) })),
});
const bytes = table({ size: or(fc.constant('1')), md5: text, base64: list(text), pattern: text });
const snapshot = table({ format: text, stored: list(bytes), received: list(list(table({ start: text }))) });

test.each([
  ['fixtures', fixtureSchema, fixture],
  ['snapshots', snapshotSchema, snapshot],
  [
    'lists in unions',
    v.array(v.union([v.array(v.string()), v.string()], 'must be a text or several')),
    list(list(text)),
  ],
  ['lists of some length', v.pipe(v.array(v.number()), v.minLength(2, 'must have two')), list(or(fc.nat()))],
] as const)(
  'what is found in %s is what a check in one piece finds, or another mistake',
  (_, schema, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const whole = v.safeParse(schema, value);
        const checked = finish(checkSteps(schema, value));
        if (whole.success) expect(checked).toEqual({ output: whole.output });
        else
          expect(
            whole.issues.map(({ path = [], message }) => ({ path: path.map(({ key }) => key), message })),
          ).toContainEqual('mistake' in checked ? checked.mistake : undefined);
      }),
      { numRuns: 2000 },
    );
  },
);

test('a long list takes many steps', () => {
  const steps = checkSteps(v.array(v.string()), Array.from({ length: 10_000 }, String));
  expect([...steps].length).toBeGreaterThanOrEqual(500);
});
