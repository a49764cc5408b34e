import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AdapterError, OPERATIONS } from './client-under-test.js';
import { LineSplitter } from './line-splitter.js';
import { PendingCalls } from './pending-calls.js';
import { readMessage } from './read-message.js';
import { stdioClient } from './stdio-client.js';

// With any output of a client, the kit neither hangs nor fails.

const almost = fc.record(
  {
    type: fc.oneof(fc.constantFrom('hello', 'ok', 'error', 'unsupported'), fc.jsonValue()),
    id: fc.oneof(fc.constantFrom('c1', 'c2', 'c9'), fc.jsonValue()),
    result: fc.oneof(fc.constant({}), fc.constant({ fileId: '1' }), fc.jsonValue()),
    kind: fc.jsonValue(),
    message: fc.jsonValue(),
    handle: fc.jsonValue(),
    protocol: fc.oneof(fc.constant(1), fc.jsonValue()),
    __proto__: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

const garbage = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      almost.map((json) => Buffer.from(JSON.stringify(json))),
      fc.json().map((json) => Buffer.from(json)),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((lines) => Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));

test('what is no message, or none that fits, is reported as a mistake of the adapter and nothing else', () => {
  fc.assert(
    fc.property(garbage, fc.constantFrom(...OPERATIONS), (output, operation) => {
      const calls = new PendingCalls();
      calls.begin(operation);
      calls.begin('upload');
      const lines = new LineSplitter(1000);
      try {
        for (const line of lines.push(output)) {
          const message = readMessage(line);
          if (message.type !== 'hello') calls.answer(message, line);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(AdapterError);
        expect(String(error)).toMatch(/^AdapterError: Line \d+ of the client's output /);
      }
    }),
    { numRuns: 2000 },
  );
});

test('over a real process it ends in an answer or in that fault', async () => {
  const adapter = fileURLToPath(new URL('testing/adapter.mjs', import.meta.url));
  const client = stdioClient([process.execPath, adapter]);
  const target = { wsdl: '', soap: '', login: '', password: '' };
  await fc.assert(
    fc.asyncProperty(garbage, async (output) => {
      // Output after a good reply is reported when the next session is opened.
      const session = await client.open(target).catch((error: unknown) => {
        expect(error).toBeInstanceOf(AdapterError);
        return client.open(target);
      });
      const args = { file: output.toString('base64'), name: 'bytes', dirId: '-1' };
      const said = await session.call('upload', args, 60_000).catch((error: unknown) => error);
      if (said instanceof AdapterError) return;
      expect(said).toMatchObject({ kind: expect.stringMatching(/^(ok|error|unsupported)$/) });
    }),
    { numRuns: 20 },
  );
  await client.stop();
});
