import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { ExchangeRecord } from '../entry.js';
import { Journal } from '../journal.js';
import { anyRecord } from '../testing/arbitraries.js';
import { harSchema } from '../testing/har-schema.js';
import { callRecord, downloadRecord, partRecord } from '../testing/records.js';
import { har } from './har.js';
import { ndjson } from './journal-view.js';

const OPTIONS = { version: '1.2.3', base: 'http://127.0.0.1:9' };

function archive(...records: readonly ExchangeRecord[]) {
  const journal = new Journal();
  for (const record of records) journal.record(record);
  return har(journal.entries(), OPTIONS);
}

const entryOf = (record: ExchangeRecord) => {
  const [entry] = archive(record).log.entries;
  if (entry === undefined) throw new Error('the archive is empty');
  return entry;
};

const raws = fc.option(
  fc.record({
    request: fc.array(fc.uint8Array(), { maxLength: 2 }),
    response: fc.array(fc.uint8Array(), { maxLength: 2 }),
    responseHeaders: fc.constantFrom<(readonly string[])[]>(
      [],
      ['Content-Type', 'text/xml', 'Location', '/a'],
    ),
  }),
  { nil: undefined },
);

test('any journal is an archive by the specification, also after a journey through JSON', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyRecord, raws), { maxLength: 5 }), (pairs) => {
      const all = archive(...pairs.map(([record, raw]) => ({ ...record, raw }) as ExchangeRecord));
      const read: unknown = JSON.parse(JSON.stringify(all));
      expect(v.safeParse(harSchema, read).issues?.map(({ message }) => message)).toBeUndefined();
      expect(read).toEqual(all);
    }),
  );
});

test('a call without its bodies', () => {
  expect(archive(callRecord())).toEqual({
    log: {
      version: '1.2',
      creator: { name: '4shared-testkit', version: '1.2.3' },
      entries: [
        {
          startedDateTime: '2026-01-31T12:00:00.000Z',
          time: 1.5,
          request: {
            method: 'POST',
            url: 'http://localhost:8080/jax3/DesktopApp',
            httpVersion: 'HTTP/1.1',
            cookies: [],
            headers: [
              { name: 'Host', value: 'localhost:8080' },
              { name: 'Content-Type', value: 'text/xml; charset=utf-8' },
            ],
            queryString: [],
            headersSize: -1,
            bodySize: 300,
          },
          response: {
            status: 200,
            statusText: 'OK',
            httpVersion: 'HTTP/1.1',
            cookies: [],
            headers: [],
            content: { size: 200, mimeType: '' },
            redirectURL: '',
            headersSize: -1,
            bodySize: 200,
          },
          cache: {},
          timings: { send: 0, wait: 1.5, receive: 0 },
          _fourshared: {
            seq: 1,
            account: 'a@b.test',
            outcome: 'ok',
            status: 200,
            rules: [],
            warnings: [],
            kind: 'call',
            version: 'jax3',
            operation: 'login',
            arguments: { login: 'a@b.test', password: '********' },
            result: '',
          },
        },
      ],
    },
  });
});

test('bodies are text where they can be, and why they are withheld where they are', () => {
  const responseHeaders = ['Content-Type', 'image/png'];
  const raw = { request: [], response: [Uint8Array.of(0xff, 0)], responseHeaders };
  expect(entryOf(downloadRecord({ raw })).response.content).toEqual({
    size: 200,
    mimeType: 'image/png',
    text: '/wA=',
    encoding: 'base64',
  });
  const request = [new TextEncoder().encode('<a/>')];
  const text = entryOf(
    callRecord({ raw: { request, response: request, responseHeaders: ['content-type', 'text/xml'] } }),
  );
  expect(text.request.postData).toEqual({ mimeType: 'text/xml; charset=utf-8', text: '<a/>' });
  expect(text.response.content).toEqual({ size: 200, mimeType: 'text/xml', text: '<a/>' });
  expect(entryOf(partRecord({ raw: { ...raw, request: [Uint8Array.of(0xff)] } })).request.postData).toEqual({
    mimeType: 'multipart/form-data; boundary=x',
    text: '/w==',
    _encoding: 'base64',
  });
  const broken = callRecord({ raw: { ...raw, request: [new TextEncoder().encode('<a')] } });
  expect(entryOf(broken).request.postData).toMatchObject({
    params: [],
    comment: expect.stringContaining('may hold a password'),
  });
});

test('the query, a request without a host, and one that was not answered', () => {
  const http = { method: 'GET', target: '/a?b=c%20d&userPass2=x', headers: [] };
  const entry = entryOf(downloadRecord({ http, status: undefined, outcome: 'cut' }));
  expect(entry.request).toMatchObject({
    url: 'http://127.0.0.1:9/a?b=c%20d&userPass2=********',
    queryString: [
      { name: 'b', value: 'c d' },
      { name: 'userPass2', value: '********' },
    ],
  });
  expect(entry.response).toMatchObject({ status: 0, statusText: '' });
});

test('a target and a host that are no address do not break the archive', () => {
  for (const [target, host] of [
    ['//', 'h'],
    ['http://[', 'h'],
    ['*', 'h'],
    ['/a', 'not a host'],
    ['/a', ''],
  ]) {
    const http = { method: 'OPTIONS', target: target ?? '', headers: ['Host', host ?? ''] };
    const read: unknown = archive(callRecord({ http }));
    expect(v.is(harSchema, read)).toBe(true);
  }
  const http = { method: 'GET', target: '//elsewhere/a', headers: ['Host', 'h'] };
  expect(entryOf(callRecord({ http })).request.url).toBe('http://h//elsewhere/a');
});

test('newline-delimited JSON: one line an entry, made one by one', () => {
  const journal = new Journal();
  journal.record(callRecord({ arguments: { name: 'a\nb\u2028' } }));
  journal.record(partRecord());
  const lines = [...ndjson(journal.views())];
  expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  expect(lines.map((line) => JSON.parse(line))).toEqual(journal.entries());
});
