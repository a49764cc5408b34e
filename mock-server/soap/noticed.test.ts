import { expect, test } from 'vitest';
import { DEVIATIONS, type DeviationName } from './deviations.js';
import type { ReadCall } from './index.js';
import { read, request } from './testing/reading.js';

const TEXTS = '<arg0>a</arg0><arg1>b</arg1>';
const XSI = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
const XSD = 'xmlns:x="http://www.w3.org/2001/XMLSchema"';

const login = (parts: string): ReadCall => read(request('login', parts));
const inPackage = (type: string, body: string): ReadCall =>
  read(body, { contentType: `multipart/related${type}` });
const declared = (charset: string): ReadCall =>
  read(`<?xml version="1.0" encoding="${charset}"?>${request('login', TEXTS)}`, { contentType: 'text/xml' });

/** A request for each deviation in reading; the others by what covers them. */
const DEVIATING: Readonly<Record<DeviationName, (() => ReadCall) | 'response' | 'HTTP' | 'decoder'>> = {
  rootType: () => inPackage('; boundary=B', '--B\r\nContent-Type: text/plain\r\n\r\na\r\n--B--'),
  boundaryAddress: () => inPackage('', '--B'),
  responseCharacters: 'response',
  responseBytes: 'response',
  forbiddenCharacters: 'response',
  floats: 'response',
  years: 'response',
  rareCharsets: () => declared('ibm850'),
  overlong: () =>
    read(Buffer.from(request('login', '<arg0>\xc0\xbf</arg0>'), 'latin1'), { contentType: 'text/xml' }),
  invalidBytes: 'decoder',
  doctype: () => read(`<!DOCTYPE a>${request('login', TEXTS)}`),
  strayText: () => read(request('login', TEXTS).replace('Body>', 'Body>text')),
  tail: () => read(`${request('login', TEXTS)}<`),
  null: () => login(''),
  parserWords: () => login('<arg0>a</arg1>'),
  decodeAhead: () => login('<arg0><![CDATA[\u0001]]></arg0>'),
  nestedTypes: () => login(`<arg0 ${XSI} i:type="zz:a"><`),
  comments: () => login('<arg0>a</arg0><!-- --><'),
  ampersand: () => login('<arg0>&</arg0>'),
  exceptionAddress: () => login(`<arg0 ${XSI} ${XSD} i:type="x:int">1</arg0>`),
  shortMark: () => read('\ufeff<a'),
  limits: () => login('<a>'.repeat(70)),
  packages: () => inPackage('; boundary=B', 'x'.repeat(200 * 1024)),
  attributes: () => login(`<arg0 a="${'x'.repeat(600 * 1024)}"/>`),
  pathBelow: 'HTTP',
  slashes: 'HTTP',
  descriptionParameters: 'HTTP',
  methods: 'HTTP',
  host: 'HTTP',
  expectation: 'HTTP',
  largeHead: 'HTTP',
  foldedHeaders: 'HTTP',
};

const isNoticed = ({ fault, warnings }: ReadCall): boolean => fault !== undefined || warnings.length > 0;

test.each(Object.keys(DEVIATIONS) as DeviationName[])('%s: a fault or a warning', (name) => {
  const read = DEVIATING[name];
  if (typeof read === 'function') expect(isNoticed(read())).toBe(true);
  else expect(['response', 'HTTP', 'decoder']).toContain(read);
});

const REPORT = [3, 4, 5, 6, 7, 8, 9].map((n) => `<arg${n}>a</arg${n}>`).join('');

test.each<[what: string, call: () => ReadCall]>([
  ['an unknown argument', () => login(`${TEXTS}<arg9>1</arg9>`)],
  ['an argument in a namespace', () => login(`${TEXTS}<n:arg0 xmlns:n="urn:n">1</n:arg0>`)],
  ['a repeated argument', () => login(`${TEXTS}<arg0>c</arg0>`)],
  ['a missing text', () => login('<arg0>a</arg0>')],
  ['a nil text', () => login(`<arg0 ${XSI} i:nil="true"/><arg1>b</arg1>`)],
  ['blanks around a text', () => login('<arg0> a</arg0><arg1>b</arg1>')],
  ['an element in a text', () => login('<arg0>a<b/>c</arg0><arg1>b</arg1>')],
  ['text between arguments', () => login('<arg0>a</arg0>text<arg1>b</arg1>')],
  [
    'a header block',
    () => read(request('login', TEXTS).replace(/<(\w+):Body>/, '<$1:Header><x/></$1:Header><$1:Body>')),
  ],
  ['a second child of Body', () => read(request('login', TEXTS).replace(/(<\/\w+:Body>)/, '<x/>$1'))],
  ['text after the operation', () => read(request('login', TEXTS).replace(/(<\/\w+:Body>)/, 'x$1'))],
  [
    'bytes that are no UTF-8',
    () =>
      read(
        Uint8Array.from(
          [...Buffer.from(request('login', '<arg0>@</arg0>'))].map((byte) => (byte === 0x40 ? 0xff : byte)),
        ),
      ),
  ],
  ['an int of over 32 bits', () => read(request('getSettings', `${TEXTS}<arg2>4294967298</arg2>`))],
  ['xsi:type of another type', () => login(`<arg0 ${XSI} ${XSD} i:type="x:token">a</arg0><arg1>b</arg1>`)],
  ['a boolean in another word', () => read(request('reportAbuse', `${TEXTS}<arg2>no</arg2>${REPORT}`))],
])('%s is accepted with a warning', (_what, call) => {
  const { fault, warnings } = call();
  expect(fault).toBeUndefined();
  expect(warnings).not.toEqual([]);
});

test('a plain call has no warning', () => {
  expect(login(TEXTS).warnings).toEqual([]);
  expect(read(request('reportAbuse', `${TEXTS}<arg2>true</arg2>${REPORT}`)).warnings).toEqual([]);
});
