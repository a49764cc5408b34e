import { setFlagsFromString } from 'node:v8';
import { SaxesParser } from 'saxes';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createService } from '../../node/options.js';
import { envelope } from '../../testing/envelopes.js';
import { beginCall } from './soap-call.js';

setFlagsFromString('--allow-natives-syntax');
const isFast = new Function('object', 'return %HasFastProperties(object)') as (object: unknown) => boolean;

test('what is made for every call is nothing that V8 keeps as a hash table', async () => {
  const write = vi.spyOn(SaxesParser.prototype, 'write');
  onTestFinished(() => write.mockRestore());
  const service = createService({}, 'memory');
  onTestFinished(async () => void (await service.namespaces.close()));
  const request = {
    version: 'jax3',
    site: service.namespaces.main,
    base: 'http://127.0.0.1',
    contentType: 'text/xml; charset=utf-8',
    abandoned: () => new AbortController().signal,
  } as const;
  const call = beginCall(request, service.calls);
  call?.write(Buffer.from(envelope('getFreeSpace', 'user@example.com', 'secret')));
  const answer = await call?.finish();
  expect(answer?.body).toContain('<return>16106127234<');
  const [parser] = write.mock.contexts;
  const made = { call, answer, arguments: answer?.call?.args, parser };
  expect(Object.entries(made).map(([name, object]) => [name, isFast(object)])).toEqual(
    Object.keys(made).map((name) => [name, true]),
  );
  expect([
    isFast({
      get literal() {
        return call;
      },
    }),
    isFast(Object.create(null)),
  ]).toEqual([false, false]);
});
