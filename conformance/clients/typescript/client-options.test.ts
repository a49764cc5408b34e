import { expect, test } from 'vitest';
import { ME } from '../every-function/testing/list-world.js';
import { FourShared } from './four-shared.js';

test.each([
  [{ timeout: 0 }, 'timeout must be a number of at least 1 and below 2^31'],
  [{ retries: -1 }, 'retries must be a number of at least 0 and below 2^31'],
  [{ retryDelay: { first: Number.NaN, longest: 1 } }, 'retryDelay.first must be a number'],
  [{ retryDelay: { first: 1 } }, 'retryDelay.longest is missing'],
  [{ wsdl: undefined }, 'wsdl must be the address of a service description, such as http://127.0.0.1:4040/'],
  [{ wsdl: 'x.test/jax3' }, 'wsdl must be the address of a service description'],
  [{ soap: 'nowhere' }, 'soap must be the address of an endpoint'],
  [{ pasword: 'x' }, 'pasword is not a key that is known here; did you mean password?'],
  [{ password: 5 }, 'password must be a text'],
  [{ signal: {} }, 'signal must be the signal of an AbortController'],
  [{ fetch: 'http' }, 'fetch must be a function such as fetch'],
])('refuses the options %j', (options, message) => {
  const all = { wsdl: 'http://x.test/', ...ME, ...options } as ConstructorParameters<typeof FourShared>[0];
  expect(() => new FourShared(all)).toThrow(RangeError);
  expect(() => new FourShared(all)).toThrow(`FourShared: ${message}`);
});

test('refuses the options of a call, an upload and a download', async () => {
  const client = new FourShared({ wsdl: 'http://127.0.0.1:1/', ...ME });
  await expect(client.getFreeSpace({}, { signl: 1 } as never)).rejects.toThrow(
    'getFreeSpace: signl is not a key that is known here; did you mean signal?',
  );
  await expect(client.upload('x', { parts: 1 } as never)).rejects.toThrow('upload: parts is not a key');
  await expect(client.upload('x', { dirId: 'root' } as never)).rejects.toThrow(
    'upload: dirId must be the id of a folder, or -1n for the root',
  );
  await expect(client.download('http://127.0.0.1:1/', 'x', { signal: 1 } as never)).rejects.toThrow(
    'download: signal must be the signal of an AbortController',
  );
});
