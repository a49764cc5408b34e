import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OperationName } from '../../wsdl/contract.js';
import type { ExchangeFacts, Rule, Trigger } from './rule.js';
import { RuleBook } from './rule-book.js';
import { thrown } from './testing/thrown.js';

const hold = (name: string) => ({ act: 'hold', name }) as const;
const rule = (on: Trigger, more: Partial<Rule> = {}): Rule => ({ on, do: [hold('x')], ...more });
const asked = (name: OperationName, account?: string): ExchangeFacts => ({
  kind: 'call',
  operation: name,
  account,
  arguments: {},
});

describe('counting', () => {
  test('nth says which of the exchanges that match the rest', () => {
    const book = new RuleBook();
    book.arm(rule({ kind: 'call', operation: 'login', nth: 2 }));
    book.arm(rule({ kind: 'call', nth: { from: 2, to: 3 } }));
    book.arm(rule({ kind: 'call', nth: { from: 4 } }));
    const fired = (['login', 'getRoot', 'login', 'getRoot', 'login'] as const).map(
      (name) => book.match(asked(name))?.rules ?? [],
    );
    expect(fired).toEqual([[], ['r2'], ['r1', 'r2'], ['r3'], ['r3']]);
    expect(book.list().map(({ matched, fired }) => [matched, fired])).toEqual([
      [3, 1],
      [5, 2],
      [5, 2],
    ]);
  });

  test('after so many times everything is well again', () => {
    const book = new RuleBook();
    expect(book.arm(rule({ kind: 'part' }, { times: 2 })).state).toBe('armed');
    const states = [1, 2, 3].map(() => {
      const facts = { kind: 'part', account: undefined, fileId: 1n, firstByte: 0n } as const;
      return [book.match(facts)?.rules, book.list()[0]?.state];
    });
    expect(states).toEqual([
      [['r1'], 'fired'],
      [['r1'], 'spent'],
      [undefined, 'spent'],
    ]);
  });
});

test('rules that never fired can be asked for, also when they have matched', () => {
  const book = new RuleBook();
  book.arm(rule({ kind: 'call', nth: 9 }, { id: 'late' }));
  book.arm(rule({ kind: 'call' }, { id: 'always' }));
  book.match(asked('login'));
  expect(book.unused()).toEqual([
    { rule: rule({ kind: 'call', nth: 9 }, { id: 'late' }), state: 'armed', matched: 1, fired: 0 },
  ]);
});

test('an id that is in use is an error, and a free one is found for a rule that has none', () => {
  const book = new RuleBook();
  book.arm(rule({ kind: 'part' }, { id: 'r1' }));
  expect(thrown(() => book.arm(rule({ kind: 'call' }, { id: 'r1' })))).toBe(
    'RuleClash: A rule "r1" is armed already: disarm it first, or give this one another id.',
  );
  expect(book.arm(rule({ kind: 'call' })).rule.id).toBe('r2');
  expect(book.list()).toHaveLength(2);
});

test('arguments are compared as texts', () => {
  const book = new RuleBook();
  book.arm(rule({ kind: 'call', arguments: { dirId: '-1', fileIds: '1,9007199254740993', cut: 'true' } }));
  const call = (fileIds: readonly bigint[]): ExchangeFacts => ({
    kind: 'call',
    operation: 'pasteFilesDirs',
    account: undefined,
    arguments: { dirId: -1n, fileIds, cut: true, dirIds: [] },
  });
  expect(book.match(call([1n, 9007199254740992n]))).toBeUndefined();
  expect(book.match(call([1n, 9007199254740993n]))?.rules).toEqual(['r1']);
});

/** The definition of matching, word by word. */
class NaiveBook {
  rules: { rule: Rule & { id: string }; matched: number; fired: number }[] = [];

  match(facts: ExchangeFacts): string[] {
    return this.rules.flatMap((armed) => {
      const { on, times } = armed.rule;
      if (on.kind !== facts.kind) return [];
      if (on.account !== undefined && on.account.toLowerCase() !== facts.account?.toLowerCase()) return [];
      if (on.kind === 'call' && facts.kind === 'call' && on.operation !== undefined) {
        if (
          Array.isArray(on.operation)
            ? !on.operation.includes(facts.operation)
            : on.operation !== facts.operation
        )
          return [];
      }
      if (on.kind === 'call' && facts.kind === 'call' && on.arguments)
        for (const [name, text] of Object.entries(on.arguments))
          if (String(facts.arguments[name]) !== text) return [];
      if (
        on.kind !== 'call' &&
        facts.kind !== 'call' &&
        on.fileId !== undefined &&
        on.fileId !== facts.fileId
      )
        return [];
      if (on.kind === 'part' && facts.kind === 'part' && on.firstByte !== undefined)
        if (on.firstByte !== facts.firstByte) return [];
      if (on.kind === 'download' && facts.kind === 'download' && on.name !== undefined)
        if (on.name !== facts.name) return [];
      armed.matched++;
      if (times !== undefined && armed.fired >= times) return [];
      const { nth } = on;
      if (typeof nth === 'number' && armed.matched !== nth) return [];
      if (typeof nth === 'object') {
        if (armed.matched < nth.from) return [];
        if (nth.to !== undefined && armed.matched > nth.to) return [];
      }
      armed.fired++;
      return [armed.rule.id];
    });
  }
}

const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const names = fc.constantFrom<OperationName>('login', 'getRoot', 'getItems');
const account = fc.constantFrom('a@x', 'A@X', 'b@x', '*');
const number = fc.integer({ min: 1, max: 4 });
const wide = fc.constantFrom(1n, 2n ** 53n + 1n);
const common = {
  account: some(account),
  nth: some(fc.oneof(number, fc.record({ from: number, to: some(number) }))),
};
const trigger: fc.Arbitrary<Trigger> = fc.oneof(
  fc.record({
    kind: fc.constant('call' as const),
    ...common,
    operation: some(fc.oneof(names, fc.array(names, { minLength: 1, maxLength: 4 }))),
    arguments: some(fc.record({ dirId: fc.constantFrom('1', '2') })),
  }),
  fc.record({ kind: fc.constant('part' as const), ...common, fileId: some(wide), firstByte: some(wide) }),
  fc.record({ kind: fc.constant('download' as const), ...common, fileId: some(wide), name: some(names) }),
);
const facts: fc.Arbitrary<ExchangeFacts> = fc.oneof(
  fc.record({
    kind: fc.constant('call' as const),
    operation: names,
    account: some(account),
    arguments: fc.record({ dirId: wide }),
  }),
  fc.record({
    kind: fc.constant('part' as const),
    account: some(account),
    fileId: some(wide),
    firstByte: some(wide),
  }),
  fc.record({ kind: fc.constant('download' as const), account: some(account), fileId: wide, name: names }),
);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ arm: trigger, times: some(number) }) },
  { weight: 1, arbitrary: fc.record({ disarm: fc.nat({ max: 20 }) }) },
  { weight: 8, arbitrary: fc.record({ match: facts }) },
);

test('any rules and exchanges: the book says what the definition says', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const book = new RuleBook();
      const naive = new NaiveBook();
      for (const each of steps) {
        if ('arm' in each) {
          const report = book.arm({ on: each.arm, times: each.times, do: [hold(`r${naive.rules.length}`)] });
          naive.rules.push({ rule: report.rule, matched: 0, fired: 0 });
        } else if ('disarm' in each) {
          const id = `r${each.disarm}`;
          const known = naive.rules.some((armed) => armed.rule.id === id);
          naive.rules = naive.rules.filter((armed) => armed.rule.id !== id);
          expect(book.disarm(id)).toBe(known);
        } else {
          const ids = naive.match(each.match);
          const firing = book.match(each.match);
          expect(firing?.rules ?? []).toEqual(ids);
          expect(firing?.acts ?? []).toEqual(
            ids.flatMap((id) => naive.rules.find((armed) => armed.rule.id === id)?.rule.do ?? []),
          );
        }
      }
      expect(book.list().map(({ rule, matched, fired }) => ({ rule, matched, fired }))).toEqual(naive.rules);
    }),
    { numRuns: 300 },
  );
});

test('an exchange meets only the rules of its kind, operation and account', () => {
  const book = new RuleBook();
  let looks = 0;
  for (let i = 0; i < 1000; i++) {
    const on = { kind: 'call', operation: 'getRoot', account: `u${i}@x` } as const;
    book.arm(rule(on));
  }
  const call = {
    kind: 'call',
    operation: 'getRoot',
    account: 'u7@x',
    get arguments() {
      looks++;
      return {};
    },
  } as const;
  expect(book.match(call)?.rules).toEqual(['r8']);
  for (let i = 0; i < 1000; i++) {
    const on = { kind: 'call', operation: 'getRoot', account: `u${i}@x`, arguments: { login: 'x' } } as const;
    book.arm(rule(on));
  }
  book.match(call);
  expect(looks).toBe(1);
  book.clear();
  expect(book.match(call)).toBeUndefined();
  expect(book.list()).toEqual([]);
});
