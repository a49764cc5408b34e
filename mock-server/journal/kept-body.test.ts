import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined } from './bytes.js';
import { KEPT_OF_BODY, KeptBody } from './kept-body.js';

const { head, tail } = KEPT_OF_BODY;

test('a body that passes is kept whole, or as its beginning, its end and its size', () => {
  const size = fc.oneof(
    fc.nat(1000),
    fc.integer({ min: 1, max: 700_000 }),
    fc.constantFrom(head, tail, head + tail),
  );
  fc.assert(
    fc.property(fc.array(size, { maxLength: 8 }), (sizes) => {
      const body = new KeptBody();
      const whole = Buffer.alloc(sizes.reduce((sum, bytes) => sum + bytes, 0));
      for (let at = 0; at < whole.length; at += 997) whole.writeUInt8((at / 997) % 256, at);
      let at = 0;
      for (const bytes of sizes) {
        // The buffer is used again, as the platform's is.
        const chunk = Buffer.from(whole.subarray(at, at + bytes));
        body.add(chunk);
        chunk.fill(255);
        at += bytes;
      }
      expect(Buffer.from(joined(body.head)).equals(whole.subarray(0, head))).toBe(true);
      const { cut } = body;
      expect(cut === undefined).toBe(whole.length <= head);
      if (!cut) return;
      expect(cut.size).toBe(whole.length);
      const end = whole.subarray(Math.max(head, whole.length - tail));
      expect(Buffer.from(joined(cut.tail)).equals(end)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
