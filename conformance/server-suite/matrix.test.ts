import { expect, test } from 'vitest';
import { SERVER_REQUIREMENTS } from './requirements/index.js';
import { runServerSuite } from './runner/run-server-suite.js';
import { ACCOUNT, GUEST, SCENE } from './testing/scene.js';
import { WAYS } from './testing/ways.js';

/** Cases of each requirement: the ways differ only in the spelling and transport of calls. The variable allows longer searches. */
const RUNS = Number(process.env['SERVER_SUITE_RUNS'] ?? 1);
/** Of all ways, so that a sequence exercises the same requirements over each. */
const SEED = Math.floor(Math.random() * 2 ** 31);

/** Ids of the requirements that the cases of a requirement exercised, by its id. */
type Exercised = ReadonlyMap<string, ReadonlySet<string>>;

const all = (exercised: Exercised): Set<string> =>
  new Set([...exercised.values()].flatMap((ids) => [...ids]));

/** Runs the cases of these requirements, or of all, over a way: the fake keeps all that they exercise. */
async function exercisedOver([, open]: (typeof WAYS)[number], only?: readonly string[]): Promise<Exercised> {
  const { server, close } = await open(SCENE);
  const exercised = new Map<string, Set<string>>();
  try {
    const report = await runServerSuite(
      server,
      ACCOUNT,
      { guest: GUEST, assumptions: ['SV-*'], runs: RUNS, seed: SEED, only },
      {
        judged: ({ id }, { seen }) =>
          exercised.set(id, new Set([...(exercised.get(id) ?? []), ...seen.exercised])),
      },
    );
    const amiss = report.requirements.filter(
      ({ status }) => status !== 'kept' && status !== 'not-claimed' && status !== 'skipped',
    );
    expect({ seed: SEED, troubles: report.troubles, amiss }).toEqual({ seed: SEED, troubles: [], amiss: [] });
    return exercised;
  } finally {
    await close();
  }
}

/** A few requirements whose cases exercise as many as those of all do. */
function few(exercised: Exercised): string[] {
  const missing = all(exercised);
  const gain = (id: string): number =>
    [...(exercised.get(id) ?? [])].filter((each) => missing.has(each)).length;
  const chosen: string[] = [];
  while (missing.size > 0) {
    const [best = ''] = [...exercised.keys()].sort((one, other) => gain(other) - gain(one));
    chosen.push(best);
    for (const id of exercised.get(best) ?? []) missing.delete(id);
  }
  return chosen;
}

const [FIRST, ...OTHERS] = WAYS;
let overFirst: Promise<Exercised> | undefined;

/** All cases, over the first way. */
function whole(): Promise<Exercised> {
  if (!FIRST) throw new Error('There is no way to a fake.');
  overFirst ??= exercisedOver(FIRST);
  return overFirst;
}

test(`the fake keeps every requirement and every assumption: ${FIRST?.[0]}`, async () => {
  expect(all(await whole()).size).toBe(SERVER_REQUIREMENTS.length);
});

// One after the other: msw replaces the fetch of the whole process.
test.each(OTHERS)('the fake keeps every requirement and every assumption: %s', async (...way) => {
  const [name] = way;
  const exercised = all(await exercisedOver(way, few(await whole())));
  const missing = SERVER_REQUIREMENTS.filter(
    ({ id, since }) => !exercised.has(id) && !(since === 'jax3' && name.endsWith('jax2')),
  );
  expect({ seed: SEED, missing }).toEqual({ seed: SEED, missing: [] });
});
