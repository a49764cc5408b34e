import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseFiles } from './case-files.js';

describe('the files of cases', () => {
  test('follow from size and seed, are made once, and go at the end', async () => {
    const some = new CaseFiles();
    await fc.assert(
      fc.asyncProperty(fc.nat(200_000), fc.nat(50), async (size, seed) => {
        const made = await some.get({ size, seed });
        const bytes = await readFile(made.path);
        expect(bytes.length).toBe(size);
        expect(createHash('md5').update(bytes).digest('hex')).toBe(made.md5);
        expect(await some.get({ size, seed })).toBe(made);
      }),
      { numRuns: 20 },
    );
    const one = await some.get({ size: 64, seed: 1 });
    const other = await some.get({ size: 64, seed: 2 });
    expect(one.md5).not.toBe(other.md5);
    // Written down, so that a token means the same file for ever.
    expect(one.md5).toBe('625d2953a2b5227cf7142a329d05121f');
    const download = await some.freePath();
    await writeFile(download, 'x');
    await some.close();
    expect(existsSync(dirname(one.path))).toBe(false);
  });

  test('have no two places that look alike', async () => {
    const some = new CaseFiles();
    const { path } = await some.get({ size: 300_000, seed: 0 });
    const bytes = await readFile(path);
    await some.close();
    const seen = new Set<string>();
    const length = 16;
    for (let at = 0; at < bytes.length - length; at += length)
      seen.add(bytes.toString('latin1', at, at + length));
    expect(seen.size).toBe(Math.ceil((bytes.length - length) / length));
    // What is special in a byte is for the contents that are.
    expect(bytes.toString('latin1')).toMatch(/^[A-P]+$/);
  });
});
