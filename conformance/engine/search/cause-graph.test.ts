import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REQUIREMENTS } from '../../client-suite/requirements/index.js';
import { onCall } from '../../client-suite/scenarios/rules.js';
import { plainCase } from '../../client-suite/scenarios/scenario.js';
import { nothingSeen } from '../../client-suite/testing/without-service.js';
import { CauseGraph } from './cause-graph.js';

const RULES = [
  { id: 'A' },
  { id: 'B', explainedBy: ['A'] },
  { id: 'C', explainedBy: ['B', 'X'] },
  { id: 'D' },
] as const;

test('a breach is explained by the causes that are broken in the same case, and not by what those explain', () => {
  const graph = new CauseGraph(RULES);
  expect(graph.causes('C', ['A', 'B', 'C', 'D'])).toEqual(['A']);
  expect(graph.causes('C', ['B', 'C'])).toEqual(['B']);
  expect(graph.causes('C', ['C', 'D'])).toEqual([]);
  expect(graph.causes('A', ['A', 'B', 'C'])).toEqual([]);
});

test('of any broken requirements, each is a cause or leads to one', () => {
  const graph = new CauseGraph(REQUIREMENTS);
  const ids = fc.uniqueArray(fc.constantFrom(...REQUIREMENTS.map(({ id }) => id)));
  fc.assert(
    fc.property(ids, (broken) => {
      for (const id of broken)
        for (const cause of graph.causes(id, broken)) expect(graph.causes(cause, broken)).toEqual([]);
      const causes = broken.filter((id) => graph.causes(id, broken).length === 0);
      if (broken.length > 0) expect(causes).not.toEqual([]);
    }),
  );
});

test('rules that explain each other are refused with the circle', () => {
  const circle = [
    { id: 'A', explainedBy: ['C'] },
    { id: 'B', explainedBy: ['A'] },
    { id: 'C', explainedBy: ['B'] },
  ];
  expect(() => new CauseGraph(circle)).toThrow('Requirements explain each other: A <- C <- B <- A');
});

test('requirements are explained by requirements that there are, each named once', () => {
  const known = REQUIREMENTS.map(({ id }) => id);
  for (const { id, explainedBy = [], explainedAnywhereBy = [] } of REQUIREMENTS) {
    expect(
      [...explainedBy, ...explainedAnywhereBy].filter((cause) => !known.includes(cause)),
      id,
    ).toEqual([]);
    expect(new Set(explainedBy).size, id).toBe(explainedBy.length);
  }
});

test('what explains a requirement with a plainer trouble is judged in the cases that have that', () => {
  const explained = REQUIREMENTS.filter(({ explainedByControls }) => explainedByControls);
  expect(explained.length).toBeGreaterThan(0);
  for (const { id, scenario, explainedByControls } of explained)
    fc.assert(
      fc.property(scenario(), (testCase) => {
        const cases = explainedByControls?.casesLike(testCase) ?? [];
        const judges = REQUIREMENTS.filter((each) => explainedByControls?.ids.includes(each.id));
        expect(
          judges.map((each) => each.id),
          id,
        ).toEqual(explainedByControls?.ids);
        for (const like of cases)
          expect(
            judges.some(({ appliesTo }) => appliesTo?.(nothingSeen(like))),
            id,
          ).toBe(true);
      }),
    );
});

test.each([
  ['getFreeSpace', 'UP-03', 'UP-06'],
  ['getMaxFileSize', 'UP-04', 'UP-07'],
  ['getNewFileDataCenter', 'UP-11', 'UP-12'],
  ['uploadStartFile', 'UP-16', 'UP-17'],
] as const)(
  'a breach for want of the number of %s is explained by a 0 (%s), and by a number that shows how it is read (%s)',
  (name, ...ids) => {
    const { explainedByControls } = REQUIREMENTS.find(({ id }) => id === 'UP-41') ?? {};
    const testCase = { ...plainCase('jax3'), rules: [onCall(name, { act: 'nil' })] };
    const judges = (explainedByControls?.casesLike(testCase) ?? []).map((like) =>
      REQUIREMENTS.filter(({ appliesTo }) => appliesTo?.(nothingSeen(like))).map(({ id }) => id),
    );
    expect(judges).toEqual(ids.map((id) => expect.arrayContaining([id])));
    expect(explainedByControls?.ids).toEqual(expect.arrayContaining([...ids]));
  },
);

test('consequences come before their causes', () => {
  const order = new CauseGraph(REQUIREMENTS).consequencesFirst(REQUIREMENTS).map(({ id }) => id);
  for (const { id, explainedBy = [] } of REQUIREMENTS)
    for (const cause of explainedBy) expect(order.indexOf(cause)).toBeGreaterThan(order.indexOf(id));
});

test('a false claim of success is explained by everything that may have led to it', () => {
  const { explainedBy = [] } = REQUIREMENTS.find(({ id }) => id === 'UP-32') ?? {};
  // These leave success and failure as they are.
  const harmless = ['UP-01', 'UP-02', 'UP-09', 'UP-24', 'UP-29', 'UP-32', 'UP-36', 'UP-37'];
  const others = REQUIREMENTS.map(({ id }) => id).filter(
    (id) => id.startsWith('UP-') && !harmless.includes(id),
  );
  expect([...explainedBy].sort()).toEqual(others.sort());
});
