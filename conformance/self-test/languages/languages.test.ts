import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { REQUIREMENTS } from '../../client-suite/requirements/index.js';
import { here } from '../../clients/adapters.js';
import { changedClient, clientOf } from './changed-client.js';
import { changedSources } from './language-mutant.js';
import { LANGUAGES } from './languages.js';

const IDS = REQUIREMENTS.map(({ id }) => id);

describe.each(LANGUAGES)('$name', (language) => {
  const { mutants, variants } = language;
  const sources = clientOf(language).sources.map((source) => readFileSync(here(source), 'utf8'));

  test('each mutant names a requirement', () => {
    for (const { requirement, what } of mutants) expect(IDS, what).toContain(requirement);
  });

  test('each change fits the client, and has a unique description', () => {
    const all = [...mutants, ...variants];
    for (const change of all) expect(changedSources(sources, change)).not.toEqual(sources);
    expect(new Set(all.map(({ what }) => what)).size).toBe(all.length);
  });
});

describe('a change is refused', () => {
  const change = (find: string) => ({ what: 'It changes.', edits: [{ find, replace: 'x' }] });

  test.each([
    ['whose text is nowhere', 'd', 0],
    ['whose text is twice in a file', 'b', 2],
    ['whose text is in two files', 'a', 2],
  ])('%s', (_what, find, places) => {
    expect(() => changedSources(['abb', 'ac'], change(find))).toThrow(
      new RangeError(`It changes. There are ${places} places with: ${find}`),
    );
  });

  test('and one that fits is made in its file', () => {
    expect(changedSources(['abb', 'ac'], change('c'))).toEqual(['abb', 'ax']);
  });

  test('with a client that the table of clients does not have', async () => {
    const language = { name: 'cobol', client: 'COBOL', mutants: [], variants: [] };
    await expect(changedClient(language, change('a'))).rejects.toThrow(/"COBOL", is not in adapters\.ts/);
  });
});
