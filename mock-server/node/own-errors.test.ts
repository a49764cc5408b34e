import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CallRecorder } from '../http/calls/call-recorder.js';
import type { LogEntry, LogSink } from '../http/request-log.js';
import type { Service } from '../http/service.js';
import { Namespace } from '../namespaces/namespace.js';
import { Namespaces } from '../namespaces/namespaces.js';
import { StorageUnavailable } from '../storage/errors.js';
import { envelope, faultString, returned } from '../testing/envelopes.js';
import { createService } from './create-service.js';
import { createListener } from './listener.js';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of open.splice(0)) await close();
});

async function listen(service: Service): Promise<string> {
  const server = createListener(service).server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    server.closeAllConnections();
    server.close();
    await service.namespaces.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fail = (): never => {
  throw new Error('on purpose');
};

const call = (url: string, login = 'user@example.com'): Promise<Response> =>
  fetch(`${url}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml' },
    body: envelope('getFreeSpace', login, 'secret'),
  });

describe('an error of the server itself ends one request, and is logged', () => {
  test.each<[what: string, break_: (service: Service) => Service, path: string, method: string]>([
    [
      'before a call is read',
      ({ address: _, ...rest }) => ({ ...rest, address: undefined as never }),
      '/jax3/DesktopApp',
      'POST',
    ],
    ['before a page', (service) => withBroken(service, 'visit'), '/~some/', 'GET'],
    [
      'while a description is made',
      (service) => ({ ...service, documents: { ...service.documents, wsdl: fail } }),
      '/jax3/DesktopApp?wsdl',
      'GET',
    ],
    [
      'before the control API',
      ({ control: _, ...rest }) => ({ ...rest, control: {} as never }),
      '/_control/health',
      'GET',
    ],
  ])('%s', async (_what, break_, path, method) => {
    const entries: LogEntry[] = [];
    const service = createService({ log: (entry) => entries.push(entry) }, 'memory');
    const url = await listen(break_(service));
    const body = method === 'POST' ? envelope('getFreeSpace', 'user@example.com', 'secret') : null;
    const headers = { 'Content-Type': 'text/xml' };
    for (let n = 0; n < 2; n++)
      expect((await fetch(`${url}${path}`, { method, headers, body })).status).toBe(500);
    expect(entries.filter(({ failure }) => failure instanceof Error)).toHaveLength(2);
  });

  function withBroken(service: Service, method: 'visit'): Service {
    vi.spyOn(Namespaces.prototype, method).mockImplementation(fail);
    return service;
  }

  test('while a call is read', async () => {
    const entries: LogEntry[] = [];
    const service = createService({ log: (entry) => entries.push(entry) }, 'memory');
    const limits = {
      get bodyBytes(): number {
        return fail();
      },
      packageBytes: 100,
      depth: 64,
      elements: 100,
      attributes: 100,
      attributeLength: 100,
    };
    const url = await listen({ ...service, calls: { lenient: false, limits } });
    expect((await call(url)).status).toBe(500);
    expect(entries.map(({ failure }) => String(failure))).toEqual(['Error: on purpose']);
  });

  test('of a storage while a call comes in: 503 and why, as for every other request', async () => {
    const cause = Object.assign(new Error('on purpose'), { code: 'EMFILE' });
    vi.spyOn(CallRecorder.prototype, 'received').mockImplementationOnce(() => {
      throw new StorageUnavailable(cause);
    });
    const url = await listen(createService({}, 'memory'));
    const broken = await call(url);
    expect([broken.status, await broken.text()]).toEqual([
      503,
      expect.stringContaining('cannot be used at the moment'),
    ]);
    expect((await call(url)).status).toBe(200);
  });

  test('while an edge account is loaded: a fault, and the next call is answered', async () => {
    vi.spyOn(Namespace.prototype, 'prepare').mockRejectedValueOnce(new Error('on purpose'));
    const url = await listen(createService({}, 'memory'));
    const broken = await call(url, 'quota@edge.test');
    expect([broken.status, faultString(await broken.text())]).toEqual([500, 'on purpose']);
    expect(faultString(await (await call(url, 'quota@edge.test')).text())).not.toBe('on purpose');
  });
});

describe('a log that fails', () => {
  test.each<[string, LogSink]>([
    ['at once', fail],
    ['later', async () => fail()],
  ])('%s stops no request, and is reported once', async (_when, log) => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const url = await listen(createService({ log }, 'memory'));
    for (let n = 0; n < 3; n++) expect(BigInt(returned(await (await call(url)).text()))).toBeGreaterThan(0n);
    expect((await fetch(`${url}/_control/health`)).status).toBe(200);
    expect(printed.mock.calls).toEqual([[expect.stringContaining('log'), new Error('on purpose')]]);
  });
});
