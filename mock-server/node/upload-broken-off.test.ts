import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  byteField,
  FORM_TYPE,
  formBody,
  idField,
  input,
  part,
  TransferTestbed,
} from './testing/transfer-testbed.js';

let bed: TransferTestbed;
beforeAll(async () => {
  bed = await TransferTestbed.start();
});
afterAll(() => bed.close());

describe('a body that breaks off', () => {
  const small = (id: bigint, filesFirst: boolean): Buffer => {
    const parts = [idField(id), byteField(0), part('0123456789')];
    return formBody(filesFirst ? parts.reverse() : parts);
  };
  const head = (length: number): string =>
    `POST /main/upload.jsp?sId=${bed.sessionKey} HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM_TYPE}\r\nContent-Length: ${length}\r\n\r\n`;

  test.each([false, true])(
    'is refused at every byte when it claims to be whole (file first: %s)',
    async (fileFirst) => {
      const id = bed.reserve(10);
      const before = bed.contents.size;
      const body = small(id, fileFirst);
      const whole = body.lastIndexOf('--\r\n') + 2;
      for (let length = 1; length < body.length; length++) {
        const answer = await bed.postBody(body.subarray(0, length));
        expect(answer.status).toBe(200);
        const code = input(answer.body, 'errorCode');
        expect([length, code]).toEqual([length, length < whole ? '4' : undefined]);
      }
      expect(bed.openParts).toBe(0);
      expect(bed.contents.size).toBe(before);
      expect(await bed.finish(id, Buffer.from('0123456789'))).toBe('');
    },
  );

  test.each([false, true])(
    'is dropped at every byte when the connection breaks (file first: %s)',
    async (fileFirst) => {
      const id = bed.reserve(10);
      const before = bed.contents.size;
      const body = small(id, fileFirst);
      for (let length = 0; length < body.length; length++) {
        await bed.sendThenBreak(Buffer.concat([Buffer.from(head(body.length)), body.subarray(0, length)]));
        expect(bed.log.at(-1)?.result).toBe('broken off');
        expect(bed.openParts).toBe(0);
        expect(bed.contents.size).toBe(before);
      }
      expect((await bed.post([idField(id), byteField(0), part('0123456789')])).status).toBe(200);
      expect(await bed.finish(id, Buffer.from('0123456789'))).toBe('');
    },
  );

  test('in the midst of megabytes, what was stored counts and the rest is gone', async () => {
    const bytes = Buffer.alloc(4_000_000, 'megabytes ');
    const id = bed.reserve(bytes.length);
    const before = bed.contents.size;
    const body = formBody([idField(id), byteField(0), part(bytes)]);
    await bed.sendThenBreak(Buffer.concat([Buffer.from(head(body.length)), body.subarray(0, 3_000_000)]));
    await bed.sendThenBreak(
      Buffer.concat([Buffer.from(head(body.length)), formBody([part(bytes)]).subarray(0, 3_000_000)]),
    );
    expect(bed.openParts).toBe(0);
    expect(bed.contents.size).toBe(before);
    const counted = bed.world.uploads
      .unfinished(bed.account('a'), id)
      ?.bytes.received.firstMissing(0n, 4_000_000n);
    expect(counted).toBeLessThan(3_000_000n);
    const rest = Number(counted);
    await bed.post([idField(id), byteField(rest), part(bytes.subarray(rest))]);
    expect(await bed.finish(id, bytes)).toBe('');
  });
});
