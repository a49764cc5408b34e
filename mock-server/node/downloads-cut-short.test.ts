import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { DiskContent } from '../storage/disk-content.js';
import type { Content } from '../world/platform.js';
import { directLink } from '../world/sharing/addresses.js';
import { TransferTestbed } from './testing/transfer-testbed.js';

let bed: TransferTestbed;
beforeAll(async () => {
  bed = await TransferTestbed.start();
});
afterAll(() => bed.close());

describe('bytes that cannot be read to the end, which the client notices by the end of the connection', () => {
  /** Downloads a large file while something happens to its bytes. @returns the last entry of the log */
  async function broken(meanwhile: (content: Content) => Promise<unknown>): Promise<unknown> {
    const { root } = bed.account('a');
    const content = bed.contents.create();
    const size = 30_000_000n;
    const md5 = '0'.repeat(32);
    const going = bed.world.tree.addFile(root, `going ${bed.log.length}`, { content, size, md5 });
    await content.write(size - 1n, Buffer.from('x'));
    const socket = connect(bed.port, '127.0.0.1');
    socket.write(`GET ${directLink('', going)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    let received = 0;
    for await (const piece of socket) {
      if (received === 0) await meanwhile(content);
      received += piece.length;
    }
    expect(received).toBeLessThan(Number(size));
    return bed.log.at(-1);
  }

  test('as they were removed: nothing is wrong with the server', async () => {
    const entry = await broken((content) => content.remove());
    expect(entry).toMatchObject({ result: 'broken off', failure: undefined });
  });

  test('as the storage fails', async () => {
    const failure = Object.assign(new Error('EIO: i/o error, read'), { syscall: 'read' });
    const reading = vi.spyOn(DiskContent.prototype, 'read').mockImplementation(async function* () {
      yield Buffer.alloc(100_000);
      throw failure;
    });
    onTestFinished(() => reading.mockRestore());
    expect(await broken(async () => {})).toMatchObject({ result: 'broken off', failure });
  });
});
