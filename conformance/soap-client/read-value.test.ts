import { describe, expect, test } from 'vitest';
import type { TypeName } from '../../wsdl/contract.js';
import { type Reading, readValue, ValueError } from './read-value.js';
import { readXml } from './xml-tree.js';

const XSI = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';

/** The value of an element around some XML, and the complaints. */
function read(inner: string, type: TypeName, readsQualified = false): [value: unknown, complaints: string[]] {
  const complaints: string[] = [];
  const complain: Reading['complain'] = (path, how, kind) => void complaints.push(`${kind}: ${path} ${how}`);
  const root = readXml(`<return ${XSI}>${inner}</return>`);
  const value = readValue(root, type, 'return', { version: 'jax3', complain, readsQualified });
  return [value, complaints];
}

describe('a structure', () => {
  const ENTRY = { id: 7n, operation: 2, parentDirId: 3n };

  test.each<[what: string, xml: string, value: object, complaints: string[]]>([
    ['as described', '<id>7</id><operation>2</operation><parentDirId>3</parentDirId>', ENTRY, []],
    [
      'in another order',
      '<operation>2</operation><id>7</id><parentDirId>3</parentDirId>',
      ENTRY,
      ['other: return.id follows operation'],
    ],
    [
      'with a field twice, of which the first counts',
      '<id>7</id><id>8</id><operation>2</operation><parentDirId>3</parentDirId>',
      ENTRY,
      ['other: return.id is there twice'],
    ],
    [
      'with an additional field',
      '<id>7</id><operation>2</operation><parentDirId>3</parentDirId><x><id>9</id></x>',
      ENTRY,
      ['other: return.x is in no dirHistoryDTO of jax3'],
    ],
    [
      'without a required field',
      '<id>7</id><operation>2</operation>',
      { id: 7n, operation: 2 },
      ['missing: return.parentDirId is missing'],
    ],
    [
      'with a required field that is nil, and an optional one',
      '<dirId i:nil="true"/><id>7</id><operation>2</operation><parentDirId i:nil="1"/>',
      { id: 7n, operation: 2 },
      ['missing: return.parentDirId is nil'],
    ],
  ])('%s', (_, xml, value, complaints) => expect(read(xml, 'dirHistoryDTO')).toEqual([value, complaints]));

  test('passes over fields in a namespace, or reads them, and complains', () => {
    const xml = '<q:id xmlns:q="urn:q">7</q:id><operation>2</operation><parentDirId>3</parentDirId>';
    const { id: _, ...others } = ENTRY;
    const complaint = 'other: return.id is in the namespace urn:q, not in none';
    expect(read(xml, 'dirHistoryDTO')).toEqual([others, [complaint, 'missing: return.id is missing']]);
    expect(read(xml, 'dirHistoryDTO', true)).toEqual([ENTRY, [complaint]]);
  });
});

test('a list has its members however many there are, nil ones among them, and no others', () => {
  expect(read('', 'longArray')).toEqual([[], []]);
  expect(read('<item>1</item><item i:nil="true"/><x>2</x><item>3</item>', 'longArray')).toEqual([
    [1n, null, 3n],
    ['other: return.item[2] is called x'],
  ]);
});

test.each<[text: string, type: TypeName, value: unknown]>([
  [' \n a ', 'string', ' \n a '],
  [' true ', 'boolean', true],
  ['0', 'boolean', false],
  ['-9223372036854775808', 'long', -(2n ** 63n)],
  ['+9223372036854775807', 'long', 2n ** 63n - 1n],
  ['2147483647', 'int', 2 ** 31 - 1],
  ['-1.5e3', 'float', -1500],
  ['-INF', 'float', Number.NEGATIVE_INFINITY],
  ['2012-09-01T12:00:00+02:00', 'dateTime', new Date('2012-09-01T10:00:00Z')],
  ['2012-09-01T12:00:00', 'dateTime', new Date('2012-09-01T12:00:00Z')],
])('%j as %s', (text, type, value) => expect(read(text, type)).toEqual([value, []]));

test.each<[text: string, type: TypeName]>([
  ['9223372036854775808', 'long'],
  ['-9223372036854775809', 'long'],
  ['2147483648', 'int'],
  ['1.0', 'long'],
  ['', 'long'],
  ['yes', 'boolean'],
  ['constructor', 'boolean'],
  ['Infinity', 'float'],
  ['toString', 'float'],
  ['2012-09-01', 'dateTime'],
  ['2012-13-01T00:00:00Z', 'dateTime'],
])('%j is no %s', (text, type) => {
  expect(() => read(text, type)).toThrow(
    new ValueError(`return is ${JSON.stringify(text)}, which is no ${type}`),
  );
});
