import { once } from 'node:events';
import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import type { LogEntry } from '../http/request-log.js';
import { wholeWorld } from '../testing/whole-world.js';
import { startFourShared } from './start.js';
import { byteField, FORM_TYPE, formBody, idField, part } from './testing/transfer-testbed.js';

const SIZE = 4_000_000;

test.each(['memory', 'disk'] as const)(
  'a part that is arriving when its namespace is dropped is refused, and no fault of the server (%s)',
  async (storage) => {
    const log: LogEntry[] = [];
    const fake = await startFourShared({ storage, log: (entry) => log.push(entry) });
    onTestFinished(() => fake.close());
    const world = wholeWorld(fake.namespace('brief'));
    const account = world.account(fake.account.login);
    if (!account) throw new Error('the account is not there');
    const upload = world.uploads.start(account, -1n, 'a.bin', BigInt(SIZE));
    if ('refused' in upload) throw new Error(upload.refused);
    const body = formBody([idField(upload.id), byteField(0), part(Buffer.alloc(SIZE))]);
    const sending = request(`${fake.url}/~brief/main/upload.jsp?sId=${world.sessions.open(account)}`, {
      method: 'POST',
      headers: { 'content-type': FORM_TYPE, 'content-length': body.length },
    });
    const answered = once(sending, 'response');
    sending.write(body.subarray(0, SIZE / 2));
    while (upload.bytes.received.total === 0n) await new Promise((resolve) => setTimeout(resolve, 5));
    await fake.drop('brief');
    sending.end(body.subarray(SIZE / 2));
    const [response] = await answered;
    response.resume();
    await once(response, 'end');
    expect(log.at(-1)).toMatchObject({
      result: expect.stringMatching(/^refused with \d: /),
      failure: undefined,
    });
  },
);
