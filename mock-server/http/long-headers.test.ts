import { describe, expect, test } from 'vitest';
import { readParameters } from '../forms/part-head.js';
import { charsetParameter, isSoap } from '../soap/content-type.js';
import { contentTypeOf } from './downloads/content-type-of.js';
import { selectBytes } from './downloads/download-head.js';
import { publicBase } from './public-base.js';
import { HeaderLines } from './request.js';
import { plainTarget, routeOf } from './router.js';

const MANY = 200_000;
/** Milliseconds. What takes the square of the length needs half a minute and more. */
const LONG = 1500;

const header = (name: string) => (text: string) => new HeaderLines([name, text]);
const range = (text: string) => selectBytes(text, 10n);
const base = (text: string) =>
  publicBase(
    { headers: header('host')(text), scheme: 'http', authority: 'a' },
    { publicUrl: undefined, trustProxy: true },
  );

describe.each<[string, (text: string) => unknown, readonly (readonly [string, string, string])[]]>([
  [
    'the charset of a Content-Type',
    (text) => [isSoap(text), charsetParameter(text)],
    [
      ['text/xml', ' ', 'x'],
      ['text/xml; a=b', ' ', 'x'],
      ['text/xml;', ' ', 'x'],
      ['text/xml;a', ' ', 'x'],
      ['text/xml; a="', '\\a', ''],
      ['text/xml', '; a=b ', '"'],
      ['', ' ', 'x'],
    ],
  ],
  [
    'a range of bytes',
    range,
    [
      ['bytes=', ' ', 'x'],
      ['bytes=1', ' ', 'x'],
      ['bytes=1-', ' ', 'x'],
      ['bytes', ' ', 'x'],
      ['bytes=-', '1', 'x'],
    ],
  ],
  [
    'parameters of a form',
    (text) => readParameters(text, 'utf8'),
    [
      ['form-data', ' ', 'x'],
      ['form-data; a="', '\\"', ''],
      ['form-data; a', '*', '=x'],
      ["form-data; a*=utf-8''", '%41', '%'],
      ['form-data', '; a=b', ' x'],
    ],
  ],
  [
    'a target',
    (text) => [plainTarget(text), routeOf(text)],
    [
      ['/', '/', 'x'],
      ['/', ';', 'x'],
      ['/%', '41%', 'x'],
      ['/_control', '/_control', '?'],
      ['http://', 'x', '/~a/_control'],
    ],
  ],
  [
    'a host',
    base,
    [
      ['a', ':1', ''],
      ['[', ':', ''],
      ['a', '.', ':'],
    ],
  ],
  [
    'the name of a file',
    (text) => contentTypeOf(text),
    [
      ['a', '.', '/'],
      ['a.', '/', 'x'],
      ['a', '.a', '/x'],
    ],
  ],
])('%s is read in one pass', (_what, read, texts) => {
  test.each(texts)('%j, many times %j, and %j', (start, piece, end) => {
    const text = start + piece.repeat(MANY / piece.length) + end;
    const began = performance.now();
    read(text);
    expect(performance.now() - began).toBeLessThan(LONG);
  });
});
