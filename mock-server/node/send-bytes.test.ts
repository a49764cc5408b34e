import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { sendBytes } from './send-bytes.js';

/** What is received of an answer that is sent in these pieces, and how often other work had its turn meanwhile. */
async function sent(pieces: Iterable<Uint8Array>) {
  let turns = 0;
  const server = createServer(async (_request, response) => {
    let isOver = false;
    const turn = (): void => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    await sendBytes(response, pieces);
    isOver = true;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return { bytes: Buffer.from(await answer.arrayBuffer()), turns };
  } finally {
    server.close();
  }
}

// So few that no piece waits until others were taken: how many turns go by in that is a matter of chance.
test('small pieces share turns', async () => {
  const pieces = Array.from({ length: 1_000 }, (_piece, at) => Buffer.of(at % 256));
  const { bytes, turns } = await sent(pieces);
  expect(bytes.equals(Buffer.concat(pieces))).toBe(true);
  expect(turns).toBeGreaterThan(30);
  expect(turns).toBeLessThan(100);
});

test('large ones have one each', async () => {
  const pieces = Array.from({ length: 20 }, (_piece, at) => Buffer.alloc(16 * 1024, at));
  const { bytes, turns } = await sent(pieces);
  expect(bytes.equals(Buffer.concat(pieces))).toBe(true);
  expect(turns).toBeGreaterThanOrEqual(20);
});
