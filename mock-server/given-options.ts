import { givenFixture } from './fixture/given-fixture.js';
import { READY_MADE } from './fixture/ready-made.js';
import { type CheckedOptions, OPTIONS } from './options.js';
import { OptionsError, readOptions } from './schemas/read-options.js';

export { guardedNamespace } from './given-namespace.js';

/** @throws OptionsError, FixtureError */
export function readFakeOptions(called: string, given: unknown): CheckedOptions {
  const { fixture, ...options } = readOptions(called, OPTIONS.fake, given);
  if (typeof fixture === 'string')
    throw new OptionsError(
      called,
      'fixture',
      'must be a table with accounts; only startFourShared reads ready-made ones',
    );
  return fixture === undefined ? options : { ...options, fixture: givenFixture(fixture) };
}

/** @throws OptionsError, FixtureError */
export async function readStartOptions(given: unknown): Promise<CheckedOptions> {
  const { fixture, ...options } = readOptions('startFourShared', OPTIONS.start, given);
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
