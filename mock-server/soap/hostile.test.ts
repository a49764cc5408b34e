import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { DEFAULT_LIMITS } from './index.js';
import { envelope, open, read, refusal, refused, request } from './testing/reading.js';

// So that a busy machine fails no test.
vi.setConfig({ testTimeout: 60_000 });

const CREATE = "S:Client Couldn't create SOAP message due to exception: ";
const DOCTYPE = `${CREATE}XML reader error: a DOCTYPE is refused by this server, which is stricter here than the real service`;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a DOCTYPE is refused', () => {
  const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
    .map((name, index, all) => `<!ENTITY ${name} "${`&${all[index - 1] ?? 'lol'};`.repeat(10)}">`)
    .join('');

  test.each([
    ['an entity bomb', `<!DOCTYPE x [<!ENTITY lol "lol">${bomb}]>${request('login', '<arg0>&i;</arg0>')}`],
    [
      'an external entity',
      `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${request('login', '<arg0>&f;</arg0>')}`,
    ],
    ['an external subset', `<!DOCTYPE x SYSTEM "http://example.com/x.dtd">${request('login')}`],
    ['a bare one', `<!DOCTYPE x>${request('login')}`],
  ])('%s', (_, xml) => {
    expect(refusal(xml)).toBe(DOCTYPE);
  });

  test('as soon as it is complete', () => {
    const reader = open();
    reader.write(utf8('<?xml version="1.0"?><!DOCTYPE x'));
    expect(reader.refused).toBe(false);
    reader.write(utf8('>'));
    expect(reader.refused).toBe(true);
  });
});

describe('limits', () => {
  test('200,000 nested elements', () => {
    const reader = open();
    for (const chunk of [
      request('login').split('</a')[0] ?? '',
      ...Array.from({ length: 200 }, () => '<a>'.repeat(1000)),
    ]) {
      reader.write(utf8(chunk));
    }
    expect(reader.refused).toBe(true);
    expect(reader.end().fault?.message).toBe(
      `${CREATE.slice(9)}the elements are nested over the limit of 64 levels (depth)`,
    );
  });

  test('exactly 64 levels are fine, also far from the arguments', () => {
    const nested = (levels: number): string => '<b>'.repeat(levels) + '</b>'.repeat(levels);
    expect(read(request('login', nested(61))).fault).toBeUndefined();
    expect(refusal(request('login', nested(62)))).toContain('64 levels');
    expect(read(request('login', '', `<e:Header>${nested(62)}</e:Header>`)).fault).toBeUndefined();
    expect(refusal(request('login', '', `<e:Header>${nested(63)}</e:Header>`))).toContain('64 levels');
    expect(refusal(envelope(`<x/>${nested(63)}`))).toContain('Cannot find dispatch method');
  });

  test('100,000 elements', () => {
    const { elements } = DEFAULT_LIMITS;
    expect(read(request('login', '<b/>'.repeat(elements - 3))).fault).toBeUndefined();
    expect(refusal(request('login', '<b/>'.repeat(elements - 2)))).toBe(
      `${CREATE}the envelope is over the limit of 100000 elements (elements)`,
    );
  });

  test('the last byte that fits, and the first that does not', () => {
    const xml = request('login');
    expect(read(xml, { limits: { bodyBytes: xml.length } }).fault).toBeUndefined();
    expect(refusal(xml, { limits: { bodyBytes: xml.length - 1 } })).toBe(
      `${CREATE}the request body is over the limit of ${xml.length - 1} bytes (bodyBytes)`,
    );
  });

  test('a 50 MB envelope is let go at the limit', () => {
    const reader = open();
    reader.write(utf8(request('login', '<arg0>').split('</a:')[0] ?? ''));
    const chunk = utf8('x'.repeat(64 * 1024));
    let fed = 0;
    while (!reader.refused) {
      reader.write(chunk);
      fed += chunk.length;
    }
    expect(fed).toBeLessThanOrEqual(DEFAULT_LIMITS.bodyBytes + chunk.length);
    const before = process.memoryUsage().heapUsed;
    for (; fed < 50_000_000; fed += chunk.length) reader.write(chunk);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(4 * 1024 * 1024);
    expect(reader.end().fault?.message).toContain('over the limit of 8388608 bytes (bodyBytes)');
  });

  test('a body that was refused for another reason is counted too, so that the feeding can stop', () => {
    const reader = open({ limits: { bodyBytes: 1000 } });
    reader.write(utf8(request('nope')));
    expect(reader.refused).toBe(false);
    reader.write(new Uint8Array(1000));
    expect(reader.refused).toBe(true);
    expect(reader.end().fault?.message).toContain('Cannot find dispatch method');
  });
});

describe('what is quoted is short', () => {
  test.each([
    ['operation', request('x'.repeat(100_000))],
    ['namespace', envelope(`<x xmlns="${'n'.repeat(100_000)}"/>`)],
    ['entity', request('login', `<arg0>&${'x'.repeat(100_000)};</arg0>`)],
    ['text', envelope('x'.repeat(100_000))],
    ['envelope namespace', `<Envelope xmlns="${'n'.repeat(100_000)}"/>`],
    ['tag', `<a>${'x'.repeat(100_000)}</b>`],
    ['unclosed tag', request('login', `<${'x'.repeat(100_000)}>`).split('</a:')[0] ?? ''],
    ['prefix', `<${'x'.repeat(100_000)}:a/>`],
  ])('%s', (_, xml) => {
    const { fault, operation } = refused(xml);
    expect(fault.message.length + (operation ?? '').length).toBeLessThan(1500);
  });
});

describe('numbers that take long to refuse take no time', () => {
  const digits = '9'.repeat(1_000_000);
  test.each([
    ['digits', digits],
    ['zeros', `${'0'.repeat(1_000_000)}x`],
    ['blanks', `1${' '.repeat(1_000_000)}1`],
    ['signs', '+'.repeat(1_000_000)],
  ])('%s', (_, text) => {
    expect(refusal(request('getItems', `<arg2>${text}</arg2>`))).toContain('IllegalArgument');
  });
});

test('any bytes at all end in a call or a fault', () => {
  const types = fc.constantFrom(
    'text/xml',
    'text/xml;charset=utf-16',
    'text/xml;charset=iso-8859-1',
    'text/xml;charset=us-ascii',
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), types, (bytes, contentType) => {
      expect(read(bytes, { contentType }).fault?.message).toMatch(/^Couldn't create SOAP message/);
    }),
  );
});

describe('attributes', () => {
  const tag = (count: number, value = ''): string =>
    request('login', '<arg0>a</arg0><arg1>b</arg1>').replace(
      '<arg0>',
      `<arg0 ${Array.from({ length: count }, (_, n) => `a${n}="${value}"`).join(' ')}>`,
    );

  test('of one element are 500 at most', () => {
    expect(read(tag(DEFAULT_LIMITS.attributes))).toMatchObject({ operation: 'login' });
    expect(refusal(tag(DEFAULT_LIMITS.attributes + 1))).toBe(
      `${CREATE}an element is over the limit of 500 attributes (attributes)`,
    );
  });

  test('hold 512 KiB each', () => {
    expect(read(tag(2, 'x'.repeat(DEFAULT_LIMITS.attributeLength)))).toMatchObject({ operation: 'login' });
    expect(refusal(tag(1, 'x'.repeat(DEFAULT_LIMITS.attributeLength + 1)))).toBe(
      `${CREATE}an attribute is over the limit of 524288 characters (attributeLength)`,
    );
  });

  test('too many of them are refused long before their tag ends', () => {
    const reader = open();
    const xml = utf8(tag(100_000));
    reader.write(xml.subarray(0, 20_000));
    expect(reader.refused).toBe(true);
  });
});
