import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { OPERATIONS } from '../../wsdl/contract.js';
import { open } from './testing/reading.js';
import { Speller } from './testing/spelling.js';
import { anyOf, anyText, asXmlHolds } from './testing/values.js';

// So that a busy machine fails no test.
vi.setConfig({ testTimeout: 60_000 });

interface Encoding {
  readonly contentType: string | undefined;
  readonly declaration: string;
  /** Highest code point that can be written as it is. */
  readonly highest: number;
  readonly encode: (text: string) => Uint8Array;
}

const ALL = 0x10ffff;
const BOM = '\ufeff';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  }
  return new Uint8Array(view.buffer);
};
const declared = (encoding: string): string => `<?xml version="1.0" encoding='${encoding}'?>`;

const ENCODINGS: readonly Encoding[] = [
  { contentType: 'text/xml', declaration: '', highest: ALL, encode: utf8 },
  { contentType: undefined, declaration: '<?xml version="1.0"?>', highest: ALL, encode: utf8 },
  {
    contentType: 'text/xml',
    declaration: declared('UTF-8'),
    highest: ALL,
    encode: (text) => utf8(BOM + text),
  },
  { contentType: 'text/xml;charset=UTF-8', declaration: declared('utf-16'), highest: ALL, encode: utf8 },
  {
    contentType: 'text/xml; charset="utf-8"',
    declaration: '',
    highest: ALL,
    encode: (text) => utf8(BOM + text),
  },
  { contentType: 'text/xml', declaration: declared('ISO-8859-1'), highest: 0xff, encode: bytes },
  { contentType: 'text/xml', declaration: declared('us-ascii'), highest: 0x7f, encode: bytes },
  {
    contentType: 'text/xml; charset=ISO-8859-1',
    declaration: declared('UTF-8'),
    highest: 0xff,
    encode: bytes,
  },
  {
    contentType: 'text/xml',
    declaration: declared('UTF-16'),
    highest: ALL,
    encode: (text) => utf16(BOM + text, true),
  },
  { contentType: 'text/xml', declaration: '', highest: ALL, encode: (text) => utf16(BOM + text, false) },
  {
    contentType: 'text/xml',
    declaration: declared('UTF-16'),
    highest: ALL,
    encode: (text) => utf16(text, true),
  },
  {
    contentType: 'text/xml',
    declaration: declared('UTF-16'),
    highest: ALL,
    encode: (text) => utf16(text, false),
  },
  {
    contentType: 'text/xml;charset=utf-16',
    declaration: '',
    highest: ALL,
    encode: (text) => utf16(BOM + text, true),
  },
  {
    contentType: 'text/xml;charset=utf-16',
    declaration: '',
    highest: ALL,
    encode: (text) => utf16(text, false),
  },
  {
    contentType: 'text/xml;charset=UTF-16LE',
    declaration: '',
    highest: ALL,
    encode: (text) => utf16(text, true),
  },
  {
    contentType: 'text/xml;charset=UTF-16BE',
    declaration: '',
    highest: ALL,
    encode: (text) => utf16(text, false),
  },
];

const xmlText = anyText.map(asXmlHolds);
const calls = fc.constantFrom(...Object.values(OPERATIONS)).chain((operation) =>
  fc
    .record(Object.fromEntries(operation.args.map(({ name, type }) => [name, anyOf(type, xmlText)])), {
      noNullPrototype: true,
    })
    .map((args) => ({ operation: operation.name, args })),
);
const cuts = fc.oneof(
  fc.constant([]),
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
  fc.constant('every byte' as const),
);

/** The bytes in chunks, cut at fractions of their length or everywhere. */
function chunks(whole: Uint8Array, where: readonly number[] | 'every byte'): Uint8Array[] {
  if (where === 'every byte') return Array.from(whole, (byte) => Uint8Array.of(byte));
  const ends = [...where.map((part) => Math.floor(part * whole.length)), whole.length].sort((a, b) => a - b);
  return ends.map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
}

// A failing run is not shrunk: shrinking draws of fc.gen takes minutes and says little.
test('any legal spelling of a request, in any charset and chunks, is the same call', () => {
  fc.assert(
    fc.property(calls, fc.constantFrom(...ENCODINGS), cuts, fc.gen(), (call, encoding, where, draw) => {
      const speller = new Speller(draw, encoding.highest);
      const xml = speller.document(encoding.declaration, call.operation, call.args);
      // A name cannot be written as a reference.
      fc.pre(encoding.highest > 0x7f || !xml.includes('é:'));
      const reader = open({ contentType: encoding.contentType });
      for (const chunk of chunks(encoding.encode(xml), where)) reader.write(chunk);
      const result = reader.end();
      expect(result.fault).toBeUndefined();
      expect({ operation: result.operation, args: 'args' in result && result.args }).toEqual(call);
    }),
    { numRuns: 250, endOnFailure: true },
  );
});

test('text that a request spells is what the operation gets', () => {
  fc.assert(
    fc.property(xmlText, fc.gen(), (text, draw) => {
      const reader = open();
      reader.write(utf8(new Speller(draw, ALL).document('', 'login', { login: text, password: text })));
      expect(reader.end()).toMatchObject({ operation: 'login', args: { login: text, password: text } });
    }),
  );
});

test('where a request goes wrong does not depend on its chunks', () => {
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
  });
  fc.assert(
    fc.property(calls, damage, cuts, fc.gen(), (call, { at, byte }, where, draw) => {
      const whole = utf8(new Speller(draw, ALL).document('', call.operation, call.args));
      whole[Math.floor(at * (whole.length - 1))] = byte;
      const [one, many] = [chunks(whole, []), chunks(whole, where)].map((list) => {
        const reader = open();
        for (const chunk of list) reader.write(chunk);
        const result = reader.end();
        return {
          fault: result.fault?.message.replace(/\[\d+,\d+\]/, ''),
          operation: result.operation,
          warnings: result.warnings,
        };
      });
      expect(many).toEqual(one);
    }),
    { numRuns: 150, endOnFailure: true },
  );
});
