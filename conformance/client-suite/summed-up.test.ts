import { expect, test } from 'vitest';
import type { Found } from '../engine/search/same-kind.js';
import type { ClientRequirement, Observation } from './requirement.js';
import { REQUIREMENTS } from './requirements/index.js';
import type { ConformanceCase } from './scenarios/case.js';
import { foldSummedUp } from './summed-up.js';
import { before, FAILED, stopsAt } from './testing/changes.js';
import { OK, witnessesOf } from './testing/observations.js';

type Judged = Found<ConformanceCase, Observation, ClientRequirement>;

const summary = REQUIREMENTS.find(({ sumsUp }) => sumsUp) as ClientRequirement;
const parts = summary.sumsUp?.ids ?? [];
const STOPPED = witnessesOf({ ...stopsAt('createUploadSessionKey', ''), said: OK, isHeld: false });
const WENT_ON = witnessesOf({ said: OK, isHeld: false });

const examined = (id: string, seen: Observation | undefined, causes: readonly string[] = []): Judged => ({
  requirement: REQUIREMENTS.find((each) => each.id === id) as ClientRequirement,
  found: {
    failures: seen
      ? [
          {
            testCase: seen.case,
            seen,
            broken: { is: 'broken', did: 'a', should: 'b', seqs: [] },
            shrinks: 0,
          },
        ]
      : [],
    causes,
  },
});
const causesOf = (all: readonly Judged[]): Record<string, readonly string[]> =>
  Object.fromEntries(foldSummedUp(all).map(({ requirement: { id }, found }) => [id, found.causes]));

test('a client that reports no failure at all is blamed for that alone', () => {
  const rest = [
    examined('UP-28', WENT_ON),
    examined('UP-40', STOPPED, ['UP-38']),
    examined('UP-36', STOPPED),
  ];
  const all = [
    examined(summary.id, STOPPED, ['UP-03']),
    ...parts.map((id) => examined(id, STOPPED)),
    ...rest,
  ];
  const causes = causesOf(all);
  expect(causes[summary.id]).toEqual([]);
  for (const id of [...parts, 'UP-28', 'UP-40']) expect(causes[id], id).toEqual([summary.id]);
  expect(causes['UP-36']).toEqual([]);
});

test.each([
  ['reports one of them', () => undefined],
  ['went on where it should have stopped', () => WENT_ON],
  ['reported a failure', () => witnessesOf({ ...before('getFreeSpace'), said: FAILED })],
])('one that %s is blamed for each', (_, seen) => {
  for (const other of parts) {
    const all = parts.map((id) => examined(id, id === other ? seen() : STOPPED));
    const causes = causesOf([examined(summary.id, STOPPED), ...all]);
    expect(Object.values(causes).flat()).toEqual([]);
  }
});
