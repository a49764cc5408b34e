import { expect, test } from 'vitest';
import { startFourShared } from '../../../mock-server/index.js';
import { plainCase } from '../scenarios/scenario.js';
import { referenceClient } from '../testing/reference-client.js';
import { CaseFiles } from './case-files.js';
import { credentialsOf } from './case-world.js';
import { CaseRunner } from './run-case.js';

const { login: LOGIN, password: PASSWORD } = credentialsOf({});

test('the journal shows the bytes when that is asked for: no password, and the beginning of what is long', async () => {
  const fake = await startFourShared({ storage: 'memory' });
  const files = new CaseFiles();
  const runner = new CaseRunner(fake, { timeoutMs: 60_000, files });
  const large = { ...plainCase('jax3'), files: [{ name: 'a.bin', size: 10_000, seed: 3 }] };
  const { journal: plain } = await runner.run(referenceClient(), large);
  expect(plain.filter(({ raw }) => raw !== undefined)).toEqual([]);
  const { journal } = await runner.run(referenceClient(), large, { bytes: true });
  const sent = journal.map(({ kind, raw }) => ({ kind, ...raw?.request }));
  for (const { kind, ...body } of sent) {
    const bytes = Buffer.from('base64' in body ? (body.base64 ?? '') : '', 'base64');
    expect(bytes.includes(PASSWORD)).toBe(false);
    if (kind === 'call') expect(bytes.includes(LOGIN)).toBe('masked' in body);
    else expect([bytes.length, 'of' in body && Number(body.of) > 10_000]).toEqual([4096, true]);
  }
  expect(sent.filter((body) => 'masked' in body).length).toBeGreaterThan(3);
  const types = journal
    .flatMap(({ raw }) => raw?.responseHeaders ?? [])
    .filter(({ name }) => /^content-type$/i.test(name));
  expect(types).toHaveLength(journal.length);
  expect(new Set(sent.map(({ kind }) => kind))).toEqual(new Set(['call', 'part']));
  await files.close();
  await fake.close();
});
