import { base64ToUint8Array } from 'uint8array-extras';
import { expect, test } from 'vitest';
import { request as soap } from '../../soap/testing/reading.js';
import type { CallRecord, ExchangeRecord, RawBody, RawBytes, ViewOptions } from '../entry.js';
import { Journal } from '../journal.js';
import { callRecord, downloadRecord, partRecord } from '../testing/records.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function rawOf({
  request = '',
  response = '',
  headers = ['Content-Type', 'text/xml; charset=utf-8'],
}): RawBytes {
  return { request: [utf8(request)], response: [utf8(response)], responseHeaders: headers };
}

function view(record: ExchangeRecord, options?: ViewOptions) {
  const journal = new Journal({ recordRaw: true });
  journal.record(record);
  const raw = journal.entries({}, options)[0]?.raw;
  if (raw === undefined) throw new Error('no raw bodies are shown');
  return raw;
}

const shown = (body: RawBody): string =>
  'withheld' in body ? body.withheld : new TextDecoder().decode(base64ToUint8Array(body.base64));

const requestOf = (request: string, facts: Partial<CallRecord> = {}, options?: ViewOptions): string =>
  shown(view(callRecord({ ...facts, raw: rawOf({ request }) }), options).request);

const replyOf = (response: string, facts: Partial<CallRecord> = {}, headers?: string[]): string =>
  shown(view(callRecord({ ...facts, raw: rawOf({ response, ...(headers && { headers }) }) })).response);

test('a short password is masked by its place, and not one byte besides', () => {
  const sent = soap('login', '<arg0>a@a.test</arg0><arg1>a</arg1>');
  expect(requestOf(sent)).toBe(sent.replace('<arg1>a<', '<arg1>********<'));
  expect(requestOf(soap('login', '<arg0>a</arg0><arg1/>'))).toBe(soap('login', '<arg0>a</arg0><arg1/>'));
});

test.each<[string, CallRecord['arguments']]>([
  ['took the place of the password', { login: '********', password: 'a@a.test' }],
  ['is among arguments that were not read', {}],
])('a login is masked that %s', (_why, args) => {
  const sent = soap('getItems', '<arg0>s3cret</arg0><arg1>a@a.test</arg1><arg2>-1</arg2>');
  expect(requestOf(sent, { operation: 'getItems', arguments: args })).toBe(
    sent.replace('s3cret', '********').replace('a@a.test', '********'),
  );
});

test('bytes without a password are those that were sent', () => {
  const journal = new Journal();
  const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8(soap('hasRightUpload')));
  const raw = { request: [bytes.subarray(0, 5), bytes.subarray(5)], response: [], responseHeaders: [] };
  journal.record(callRecord({ operation: 'hasRightUpload', arguments: {}, raw }));
  const body = journal.entries()[0]?.raw?.request;
  expect(body).toEqual({ base64: Buffer.from(bytes).toString('base64') });
});

test('a call that was refused for another argument, and one whose arguments are qualified', () => {
  const parts = '<arg0>a</arg0><arg1>b</arg1><arg2>no number</arg2>';
  expect(requestOf(soap('getItems', parts), { operation: 'getItems', arguments: {} })).toContain(
    '<arg1>********<',
  );
  expect(requestOf(soap('login', '<n:arg1 xmlns:n="urn:n">b</n:arg1>'))).toContain('>********</n:arg1>');
});

test('passwords that are named: in a structure, and in a header of WS-Security', () => {
  const parts = '<arg3><password>a</password><search>true</search></arg3>';
  const header = '<e:Header><w:Security xmlns:w="urn:w"><w:Password>b</w:Password></w:Security></e:Header>';
  const sent = soap('setFolderSharingProperties', parts, header);
  expect(requestOf(sent, { operation: 'setFolderSharingProperties' })).toBe(
    sent.replace('>a<', '>********<').replace('>b<', '>********<'),
  );
});

test('a password with elements in it goes as a whole', () => {
  expect(requestOf(soap('login', '<arg1>a<b>c</b>d</arg1>'))).toContain('<arg1>********</arg1>');
});

test('what calls no known operation keeps its elements and loses its texts', () => {
  const facts = { operation: undefined, arguments: {}, outcome: 'fault' } as const;
  expect(requestOf(soap('logn', '<arg0>a</arg0><arg1>b</arg1>'), facts)).toBe(
    soap('logn', '<arg0>********</arg0><arg1>********</arg1>'),
  );
  expect(requestOf('<a>b<c/></a>', facts)).toBe(
    'These 12 bytes may hold a password that could not be found and masked: the text of <a> may hold a password.',
  );
  expect(requestOf('<a b="c"/>', facts)).toContain('attribute b may hold a password');
  expect(requestOf('<a><!--c--></a>', facts)).toContain('a comment may hold a password');
});

test('what cannot be read is withheld, unless it is asked for', () => {
  const facts = { operation: undefined, arguments: {}, outcome: 'fault' } as const;
  const sent = '<Envelope><arg1>secret';
  expect(requestOf(sent, facts)).toBe(
    'These 22 bytes may hold a password that could not be found and masked: ' +
      'it is not well-formed XML (1:22: unclosed tag: arg1).',
  );
  expect(requestOf(sent, facts, { unreadableRaw: true })).toBe(sent);
  expect(requestOf('<!DOCTYPE a><a/>', facts)).toContain('it has a DOCTYPE');
  const http = { method: 'POST', target: '/', headers: ['Content-Type', 'text/xml; charset=nonsense'] };
  expect(requestOf('<a/>', { ...facts, http })).toContain('its charset is unknown');
});

test('a distinctive password in a comment cannot be replaced without guessing', () => {
  const facts = { arguments: { login: 'a', password: 'open sesame 7' } };
  expect(requestOf(soap('login', '<!--open sesame 7--><arg1>open sesame 7</arg1>'), facts)).toContain(
    'a comment may hold a password',
  );
});

test('responses: passwords of folders are masked', () => {
  expect(
    replyOf('<E><B><r><return><item><password>x</password><search>true</search></item></return></r></B></E>'),
  ).toBe(
    '<E><B><r><return><item><password>********</password><search>true</search></item></return></r></B></E>',
  );
  expect(replyOf('<E><B><r><return>1000000001/0123&#x61;bcd</return></r></B></E>')).toBe(
    '<E><B><r><return>1000000001/********</return></r></B></E>',
  );
});

test('an operation may have a name like a password', () => {
  const response =
    '<E><Body><isExistsLoginPasswordResponse><return>true</return></isExistsLoginPasswordResponse></Body></E>';
  expect(replyOf(response)).toBe(response);
});

test('a response that was cut is shown when it answers with no password', () => {
  expect(replyOf('<E><B><retu', { outcome: 'cut' })).toBe('<E><B><retu');
  expect(replyOf('<E><B><return>1/0123', { operation: 'decodeId', outcome: 'cut' })).toContain(
    'may hold a password',
  );
  const result = [{ password: 'x' }];
  expect(replyOf('<E><B><password>x', { result, outcome: 'cut' })).toContain('may hold a password');
  expect(replyOf('x', {}, ['Content-Encoding', 'gzip'])).toBe('x');
  const facts = { arguments: { password: 'open sesame 7' } };
  expect(replyOf('<E>open sesame 7', facts)).toContain('may hold a password');
});

test('the bytes of a file are shown, a form with a password beside it is not', () => {
  const form = (facts: Partial<Parameters<typeof partRecord>[0]>) =>
    shown(view(partRecord({ raw: rawOf({ request: 'password' }), ...facts })).request);
  expect(form({})).toBe('password');
  expect(form({ fields: [{ name: 'password', value: 'x' }] })).toBe(
    'These 8 bytes may hold a password that could not be found and masked: the field "password" is one.',
  );
  expect(
    form({
      fields: [{ name: 'a', value: 'x' }],
      secrets: [{ where: 'field', name: 'a', holds: 'password' }],
    }),
  ).toContain('the field "a" is one');
  expect(form({ outcome: 'cut' })).toContain('the form was not read to its end');
  expect(form({ outcome: 'refused', refusal: { code: 4, reason: '' } })).toContain('not read to its end');
  expect(form({ outcome: 'refused', refusal: { code: 2, reason: '' } })).toBe('password');
});

test('a download: forms and playlists are masked, bytes are not', () => {
  const bodies = { request: 'userPass2=abc&x=1', response: 'http://h/a?userPass2=abc\n' };
  const list = view(
    downloadRecord({ raw: rawOf({ ...bodies, headers: ['Content-Type', 'audio/x-mpegurl'] }) }),
  );
  expect(shown(list.request)).toBe('userPass2=********&x=1');
  expect(shown(list.response)).toBe('http://h/a?userPass2=********\n');
  const file = view(downloadRecord({ raw: rawOf({ ...bodies, headers: ['Content-Type', 'image/png'] }) }));
  expect(shown(file.response)).toBe(bodies.response);
});

test('headers of the response', () => {
  const headers = ['Set-Cookie', 'a=b', 'Content-Type', 'text/xml'];
  expect(view(callRecord({ raw: rawOf({ response: '<a/>', headers }) })).responseHeaders).toEqual([
    { name: 'Set-Cookie', value: '********' },
    { name: 'Content-Type', value: 'text/xml' },
  ]);
});
