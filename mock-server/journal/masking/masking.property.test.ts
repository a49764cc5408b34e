import fc from 'fast-check';
import { base64ToUint8Array } from 'uint8array-extras';
import { expect, test } from 'vitest';
import { bytesOf } from '../../soap/dialect/testing/infoset.js';
import { encodeResult } from '../../soap/index.js';
import { called } from '../../soap/testing/reading.js';
import { Speller } from '../../soap/testing/spelling.js';
import { anyOf } from '../../soap/testing/values.js';
import { latin1 } from '../bytes.js';
import type { CallRecord, RawBody } from '../entry.js';
import { Journal } from '../journal.js';
import { anyCall, xmlText } from '../testing/arbitraries.js';
import { callRecord } from '../testing/records.js';
import { har } from '../views/har.js';
import { ndjson } from '../views/journal-view.js';
import { isSecretName, Secrets } from './secrets.js';
import { objectView } from './values.js';

/** Distinctive, and with all the characters that are spelled in several ways. */
const passwords = fc
  .tuple(fc.constantFrom('', '!!!app!!:'), xmlText, fc.integer({ min: 10_000, max: 99_999 }))
  .map(([app, text, number]) => `${app}pW ${text}${number}`);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16le(text: string): Uint8Array {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return Uint8Array.from([0xfeff, ...units].flatMap((unit) => [unit & 0xff, unit >> 8]));
}

const ENCODINGS = [
  { contentType: 'text/xml; charset=utf-8', declaration: '', highest: 0x10ffff, encode: utf8 },
  {
    contentType: 'text/xml',
    declaration: '<?xml version="1.0" encoding="ISO-8859-1"?>',
    highest: 0xff,
    encode: (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0)),
  },
  { contentType: 'text/xml', declaration: '', highest: 0x10ffff, encode: utf16le },
] as const;

/** The same value with the password in every place for one. */
function withPassword(value: unknown, password: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withPassword(item, password));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecretName(name) ? password : withPassword(inner, password),
    ]),
  );
}

const decodeText = (body: RawBody): string => {
  if ('withheld' in body) return body.withheld;
  const bytes = base64ToUint8Array(body.base64);
  return [latin1(bytes), new TextDecoder().decode(bytes), new TextDecoder('utf-16le').decode(bytes)].join(
    '\n',
  );
};

/** All texts in a value, its keys too. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}

const spellings = (password: string): string[] => {
  const bare = password.replace(/^!!!app!!:/, '');
  const form = new URLSearchParams({ a: bare }).toString().slice(2);
  const xml = bare.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return [bare, latin1(utf8(bare)), encodeURIComponent(bare), form, xml, btoa(latin1(utf8(bare)))];
};

test('a password that is in every place of a call is in none of its views', () => {
  fc.assert(
    fc.property(
      anyCall,
      passwords,
      fc.constantFrom(...ENCODINGS),
      fc.gen(),
      (call, password, encoding, draw) => {
        const { operation } = call;
        const args = withPassword(call.args, password) as Record<string, unknown>;
        const texts = operation.args.filter(({ type, name }) => type === 'string' && name !== 'login');
        if (operation.args.some(({ name }) => name === 'password')) {
          // A user may type the password in a place for another value.
          for (const { name } of texts) {
            args[name] = draw(() => fc.constantFrom(args[name], password, `a ${password} b`));
          }
          args['password'] = password;
        }
        const knows = texts.length > 0 && args['password'] === password;
        const result =
          operation.returns === null
            ? undefined
            : withPassword(
                draw(() =>
                  anyOf(operation.returns ?? 'string', fc.constantFrom(knows ? password : 'x', 'y')),
                ),
                password,
              );
        const xml = new Speller(draw, encoding.highest).document(encoding.declaration, operation.name, args);
        fc.pre(encoding.highest > 0xff || !/[^\0-\xff]/.test(xml));
        const response = encodeResult('jax3', operation.name, result ?? undefined, 'utf-8');
        const encoded = encodeURIComponent(password);
        const header = latin1(utf8(password)).replace(/[\r\n]/g, '');
        const inHttp = knows ? ['X-Other', header, 'Referer', `http://h/a?x=${encoded}`] : [];
        const record: CallRecord = callRecord({
          operation: operation.name,
          arguments: args,
          result,
          account: 'a@b.test',
          warnings: knows ? [`ignored: ${password}`] : [],
          fault: knows ? { code: 'Server', text: `no ${password}` } : undefined,
          http: {
            method: 'POST',
            target: `/jax3/DesktopApp?userPass2=${encoded}&cupa=${encoded}${knows ? `&x=${encoded}` : ''}`,
            headers: [
              ...['Content-Type', encoding.contentType, 'Authorization', `Basic ${btoa(`a:${header}`)}`],
              ...['Cookie', `p=${header}`, 'X-Password', header, ...inHttp],
            ],
          },
          raw: {
            request: [encoding.encode(xml)],
            response: [bytesOf(response)],
            responseHeaders: ['Content-Type', response.contentType, 'Set-Cookie', `p=${header}`],
          },
        });
        const journal = new Journal();
        journal.record(record);
        const [entry] = journal.entries();
        if (entry?.kind !== 'call' || entry.raw === undefined) throw new Error('no call was recorded');
        const near = journal.nearest({ arguments: { password: 'x', login: password, name: 'y' } });
        const shown = [
          ...textsIn(entry),
          decodeText(entry.raw.request),
          decodeText(entry.raw.response),
          ...[...ndjson([entry])].flatMap((line) => textsIn(JSON.parse(line))),
          ...textsIn(har([entry], { version: '1', base: 'http://localhost' })),
          ...(knows ? textsIn(near).filter((text) => !text.includes('login')) : []),
        ];
        for (const spelling of spellings(password)) {
          expect(shown.filter((text) => text.includes(spelling))).toEqual([]);
        }
      },
    ),
    { numRuns: 150, endOnFailure: true },
  );
});

test('a masked request is to the service the same call, with other passwords', () => {
  fc.assert(
    fc.property(
      anyCall,
      fc.oneof(passwords, fc.constantFrom('', 'a', '0', '<')),
      fc.constantFrom(...ENCODINGS),
      fc.gen(),
      (call, password, encoding, draw) => {
        const name = call.operation.name;
        const args = withPassword(call.args, password) as Record<string, unknown>;
        const xml = new Speller(draw, encoding.highest).document(encoding.declaration, name, args);
        fc.pre(encoding.highest > 0xff || !/[^\0-\xff]/.test(xml));
        const journal = new Journal();
        const http = { method: 'POST', target: '/', headers: ['content-type', encoding.contentType] };
        const raw = { request: [encoding.encode(xml)], response: [], responseHeaders: [] };
        journal.record(callRecord({ operation: name, arguments: args, http, raw }));
        const body = journal.entries()[0]?.raw?.request;
        if (body === undefined || 'withheld' in body)
          throw new Error(`the request is withheld: ${body?.withheld}`);
        const read = called(base64ToUint8Array(body.base64), { contentType: encoding.contentType });
        const none = new Secrets([]);
        expect(objectView(read, none)).toEqual({ operation: name, args: objectView(args, none) });
      },
    ),
    { numRuns: 150, endOnFailure: true },
  );
});
