import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDialects, rareDialects } from './dialects.js';

test.each([plainDialects, rareDialects])(
  'spellings come whole and in pieces of any size, also packed, but never packed and byte by byte',
  (dialects) => {
    const seen = new Set<string>();
    for (const act of fc.sample(dialects(), { numRuns: 5000, seed: 1 })) {
      if (act.act !== 'dialect' || !('dialect' in act)) throw new Error(`${act.act} is no spelling`);
      const { gzip = false, chunks } = act.dialect;
      seen.add(`${gzip ? 'packed, ' : ''}${chunks}`);
    }
    const whole = [undefined, 1000, 64, 7, 1].map(String);
    const packed = [undefined, 1000, 64, 7].map((chunks) => `packed, ${chunks}`);
    expect([...seen].sort()).toEqual([...whole, ...packed].sort());
  },
);
