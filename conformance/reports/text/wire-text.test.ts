import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call } from '../testing/sample-journal.js';
import { wireText } from './wire-text.js';

const SOAP = [{ name: 'content-type', value: 'text/xml; charset=utf-8' }];

const entry = (request: Uint8Array, reply: Uint8Array = request, responseHeaders = SOAP) =>
  call(1, 'login', {}, { raw: { request: shown(request), response: shown(reply), responseHeaders } });

const shown = (bytes: Uint8Array) => ({ base64: Buffer.from(bytes).toString('base64') });

const replyIn = (bytes: Uint8Array, type: string): string | undefined =>
  wireText(entry(new Uint8Array(0), bytes, [{ name: 'Content-Type', value: type }]))?.reply;

test('a request and its response as they went over the wire; nothing where that is not known', () => {
  expect(wireText(entry(Buffer.from('<a>€</a>'), Buffer.from('<b/>')))).toEqual({
    request: 'POST /~case-12/jax3/DesktopApp\ncontent-type: text/xml; charset=utf-8\n\n<a>€</a>',
    reply: 'HTTP 200\ncontent-type: text/xml; charset=utf-8\n\n<b/>',
  });
  expect(wireText(call(1, 'login', {}))).toBeUndefined();
});

test('a response of which nothing came, and one without a body', () => {
  const { status: _, ...silent } = entry(Buffer.from('<a/>'), new Uint8Array(0), []);
  expect(wireText(silent)?.reply).toBe('No head came back.');
  expect(replyIn(new Uint8Array(0), 'text/xml')).toBe('HTTP 200\nContent-Type: text/xml');
});

describe('bodies', () => {
  test.each([
    ['text/xml; charset=UTF-16', Buffer.from('\ufeff<a>€</a>', 'utf16le'), '<a>€</a>'],
    ['text/xml;charset="iso-8859-1"', Buffer.from('<a>é</a>', 'latin1'), '<a>é</a>'],
    ['text/xml; charset=x-nobody-knows', Buffer.from('<a>é</a>', 'utf8'), '<a>Ã©</a>'],
    ['multipart/form-data; boundary=x', Buffer.from([0x2d, 0x2d, 0x78, 0xff, 0x00]), '--xÿ\0'],
  ])('of type %s', (type, bytes, text) => {
    expect(replyIn(bytes, type)).toBe(`HTTP 200\nContent-Type: ${type}\n\n${text}`);
  });

  test('that are compressed are not shown', () => {
    const headers = [...SOAP, { name: 'Content-Encoding', value: 'gzip' }];
    expect(wireText(entry(Buffer.alloc(0), Buffer.alloc(17), headers))?.reply).toMatch(
      /\n\n\(17 bytes of gzip\)$/,
    );
  });

  test('that were cut, also in the middle of a character, masked, or withheld say so', () => {
    const half = Buffer.from('<a>€').subarray(0, 5);
    const raw = {
      request: { base64: half.toString('base64'), of: 100, masked: true as const },
      response: { withheld: 'It may hold a password.' },
      responseHeaders: [],
    };
    const texts = wireText(call(1, 'login', {}, { raw }));
    expect(texts?.request.split('\n\n')[1]).toBe(
      '<a>\n(95 more bytes)\n(passwords are replaced by ********)',
    );
    expect(texts?.reply).toBe('HTTP 200\n\n(It may hold a password.)');
  });

  test('of any text are that text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), (text) => {
        fc.pre(!text.startsWith('\ufeff'));
        expect(replyIn(Buffer.from(text), 'text/xml')?.split('\n\n').slice(1).join('\n\n')).toBe(text);
      }),
    );
  });
});
