import { type FixtureInput, givenFixture } from './fixture/given-fixture.js';
import { READY_MADE } from './fixture/ready-made.js';
import type { FakeOptions, StartOptions } from './node/options.js';
import { FAKE_OPTIONS, START_OPTIONS } from './options-schema.js';
import { strictTable } from './schemas/input-schemas.js';
import { OptionsError, readOptions } from './schemas/read-options.js';

export { guardedNamespace } from './given-namespace.js';

/** Options of a server as code writes them; `realistic` is the fixture that comes with the package. */
export type GivenStart = Omit<StartOptions, 'fixture'> & {
  readonly fixture?: FixtureInput | 'realistic' | undefined;
};

const fakeOptions = strictTable(FAKE_OPTIONS);
const startOptions = strictTable(START_OPTIONS);

/** @throws OptionsError, FixtureError */
export function readFakeOptions(called: string, given: unknown): FakeOptions {
  const { fixture, ...options } = readOptions(called, fakeOptions, given);
  if (typeof fixture === 'string')
    throw new OptionsError(
      called,
      'fixture',
      'must be a table with accounts; only startFourShared reads ready-made ones',
    );
  return fixture === undefined ? options : { ...options, fixture: givenFixture(fixture) };
}

/** @throws OptionsError, FixtureError */
export async function readStartOptions(given: unknown): Promise<StartOptions> {
  const { fixture, ...options } = readOptions('startFourShared', startOptions, given);
  if (fixture === undefined) return options;
  return {
    ...options,
    fixture: typeof fixture === 'string' ? await readyMade(fixture) : givenFixture(fixture),
  };
}

async function readyMade(name: string) {
  if (!READY_MADE.includes(name))
    throw new OptionsError(
      'startFourShared',
      'fixture',
      `must be a table with accounts, or the name of a ready-made one: ${READY_MADE.join(', ')}`,
    );
  const { readReadyMade } = await import('./fixture/read-fixture.js');
  return readReadyMade(name);
}
