import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BytePump } from './byte-pump.js';

async function* of(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

test('stores all bytes in order, one call at a time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.nat(20), fc.nat(300_000)), { maxLength: 12 }),
      fc.scheduler(),
      async (lengths, scheduler) => {
        const chunks = lengths.map((length, n) => Buffer.alloc(length, n + 1));
        const stored: Buffer[] = [];
        let underWay = 0;
        const store = async (bytes: Uint8Array): Promise<void> => {
          underWay += 1;
          expect(underWay).toBe(1);
          await scheduler.schedule(Promise.resolve());
          // Only now, as a slow disk would: the pump must not have reused the bytes meanwhile.
          stored.push(Buffer.from(bytes));
          underWay -= 1;
        };
        await scheduler.waitFor(new BytePump().run(of(chunks), store));
        expect(Buffer.concat(stored).equals(Buffer.concat(chunks))).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

test('reads to the end after a failure, stores nothing more, and reports the first failure', async () => {
  const source = Readable.from(Array.from({ length: 50 }, () => Buffer.alloc(100_000)));
  let calls = 0;
  const store = async (): Promise<void> => {
    calls += 1;
    throw new Error(`refusal ${calls}`);
  };
  await expect(new BytePump().run(source, store)).rejects.toThrow('refusal 1');
  expect(calls).toBe(1);
  expect(source.readableEnded).toBe(true);
});

test('waits for what is being stored when the source breaks off', async () => {
  let stored = 0;
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(1_200_000);
    yield Buffer.alloc(10);
    throw new Error('broken off');
  }
  const store = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    stored += 1;
  };
  await expect(new BytePump().run(broken(), store)).rejects.toThrow('broken off');
  expect(stored).toBe(1);
});

test('beside many others through the same pump, a source is stored in smaller batches', async () => {
  const pump = new BytePump();
  const largest = async (through = pump): Promise<number> => {
    const lengths: number[] = [];
    await through.run(of([Buffer.alloc(3_000_000)]), async (bytes) => {
      lengths.push(bytes.length);
    });
    expect(lengths.reduce((sum, length) => sum + length)).toBe(3_000_000);
    return Math.max(...lengths);
  };
  expect(await largest()).toBe(1024 * 1024);
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  async function* waiting(): AsyncGenerator<Uint8Array> {
    await ended;
    yield Buffer.alloc(1);
  }
  const others = Array.from({ length: 1000 }, () => pump.run(waiting(), async () => {}));
  expect(await largest()).toBe(64 * 1024);
  expect(await largest(new BytePump())).toBe(1024 * 1024);
  end();
  await Promise.all(others);
  expect(await largest()).toBe(1024 * 1024);
});
