import fc from 'fast-check';
import { ARRAYS, type ArrayName, STRUCTS, type StructName, type TypeName } from '../../../wsdl/contract.js';

/** Whether the code point is allowed in XML 1.0. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return code !== 0xfffe && code !== 0xffff;
}

/** The text with U+FFFD for characters that XML 1.0 forbids. */
export function asXmlHolds(text: string): string {
  return Array.from(text, (char) => (isXmlCharacter(char.codePointAt(0) ?? 0) ? char : '\ufffd')).join('');
}

/** Text of any code points except surrogates. */
export const unicodeText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff })), {
    maxLength: 5,
  })
  .map((codes) => String.fromCodePoint(...codes));

const nasty = fc.constantFrom(
  '\r',
  '\r\n',
  '\n',
  '\t',
  ' ',
  ']]>',
  ']]',
  '&',
  '<',
  '>',
  '&amp;',
  '<![CDATA[',
  '"',
  "'",
);
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const pieces = fc.oneof(nasty, codeUnit, fc.string({ maxLength: 5 }), unicodeText);

/** Any JavaScript text: lone surrogates, controls, markup, white space anywhere. */
export const anyText = fc.array(pieces, { maxLength: 8 }).map((list) => list.join(''));

const float = fc.float({ noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
const date = fc
  .integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })
  .map((milliseconds) => new Date(milliseconds));

function members(type: TypeName, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc.array(fc.oneof({ weight: 4, arbitrary: anyOf(type, text) }, fc.constant(null)), {
    maxLength: 4,
  });
}

function struct(name: StructName, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const fields = STRUCTS[name].map(({ name: field, type, occurs }) => {
    const value = occurs === 'list' ? members(type, text) : anyOf(type, text);
    return { field, required: occurs !== 'optional', value };
  });
  return fc.record(Object.fromEntries(fields.map(({ field, value }) => [field, value])), {
    requiredKeys: fields.filter(({ required }) => required).map(({ field }) => field),
    noNullPrototype: true,
  });
}

/** Any value of a contract type. */
export function anyOf(type: TypeName, text: fc.Arbitrary<string> = anyText): fc.Arbitrary<unknown> {
  if (Object.hasOwn(ARRAYS, type)) return members(ARRAYS[type as ArrayName], text);
  if (Object.hasOwn(STRUCTS, type)) return struct(type as StructName, text);
  if (type === 'long') return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  if (type === 'int') return fc.integer();
  if (type === 'boolean') return fc.boolean();
  if (type === 'float') return float;
  return type === 'dateTime' ? date : text;
}

/** The value after a round trip through XML. */
export function asWireHolds(value: unknown): unknown {
  if (typeof value === 'string') return asXmlHolds(value);
  if (Array.isArray(value)) return value.map(asWireHolds);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asWireHolds(member)]));
}
