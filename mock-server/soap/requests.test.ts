import { describe, expect, test } from 'vitest';
import { argsOf, called, read, request, warningsOf } from './testing/reading.js';

const XSI = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';

describe('parts', () => {
  test('are matched by name, in any order', () => {
    const parts = '<arg2>7</arg2><arg1>b</arg1><arg0>a</arg0>';
    expect(argsOf('getItems', parts)).toEqual({ login: 'a', password: 'b', dirId: 7n });
    expect(warningsOf('getItems', parts)).toEqual([]);
  });

  test('that are unknown are ignored', () => {
    const parts = '<arg0>a</arg0><arg1>b</arg1><arg2>c</arg2>';
    expect(argsOf('getNewFileDataCenter', parts)).toEqual({ login: 'a', password: 'b' });
    expect(warningsOf('getNewFileDataCenter', parts)).toEqual(['arg2 is not known here; it is ignored']);
  });

  test('that are repeated: the last readable one counts', () => {
    const parts = '<arg0>a</arg0><arg0>z</arg0><arg1>b</arg1>';
    expect(argsOf('login', parts)).toEqual({ login: 'z', password: 'b' });
    expect(warningsOf('login', parts)).toEqual(['arg0 is repeated; the last readable one counts']);
    const numbers = '<arg2>1</arg2><arg2>2</arg2><arg2>x</arg2><arg2/>';
    expect(argsOf('getItems', numbers)).toMatchObject({ dirId: 2n });
    const nil = `<arg0>a</arg0><arg0 ${XSI} i:nil="true">b</arg0>`;
    expect(argsOf('login', nil)).toMatchObject({ login: 'a' });
  });

  test('in a namespace are not seen, unless lenient', () => {
    const parts = '<x:arg0 xmlns:x="urn:x">a</x:arg0><arg1>b</arg1>';
    const seen = 'arg0 is in the namespace urn:x; the service does not see it';
    expect(argsOf('login', parts)).toEqual({ login: '', password: 'b' });
    expect(warningsOf('login', parts)).toEqual([seen, 'arg0 is missing; it is read as empty']);
    expect(argsOf('login', parts, true)).toEqual({ login: 'a', password: 'b' });
    expect(warningsOf('login', parts, true)).toEqual([`${seen}, this server does because it is lenient`]);
  });

  test('in the service namespace by a default declaration are not seen either', () => {
    const xml = request('x').replace(
      /<a:x.*<\/a:x>/,
      '<login xmlns="http://api.soap.shared.pmstation.com/"><arg0>a</arg0></login>',
    );
    expect(called(xml)).toEqual({ operation: 'login', args: { login: '', password: '' } });
    expect(called(xml, { lenient: true })).toEqual({
      operation: 'login',
      args: { login: 'a', password: '' },
    });
  });

  test('that are missing, nil or empty', () => {
    expect(argsOf('getFiles', '')).toEqual({ login: '', password: '', fileIds: [] });
    expect(argsOf('getFiles', `<arg0 ${XSI} i:nil="true">x</arg0><arg1/><arg2 ${XSI} i:nil="1"/>`)).toEqual({
      login: '',
      password: '',
      fileIds: [],
    });
    expect(warningsOf('getFiles', `<arg0 ${XSI} i:nil="true"/><arg1/>`)).toEqual([
      'arg0 is nil; it is read as empty',
      'arg2 is missing; it is read as empty',
    ]);
    expect(argsOf('login', `<arg0 ${XSI} i:nil="false">x</arg0>`)).toEqual({ login: 'x', password: '' });
  });

  test('a bad number is named in the warnings, since the fault does not say which', () => {
    expect(warningsOf('getItems', '<arg0>a</arg0><arg1>b</arg1><arg2>x</arg2>')).toEqual([
      'arg2 (1 characters) is no long',
    ]);
    expect(warningsOf('getItems', '<arg0>a</arg0><arg1>b</arg1><arg2>1.5</arg2>')).toEqual([
      'arg2 "1.5" is no long',
    ]);
    expect(warningsOf('getItems', '<arg0>a</arg0><arg1>b</arg1>')).toEqual([
      'arg2 is missing, but a long is needed',
    ]);
  });
});

describe('text', () => {
  test('is untrimmed; CDATA, references and comments are joined', () => {
    const login = ' a<![CDATA[ <&b> ]]><!-- c -->&lt;&#x20AC;&#13;<?pi x?>\r\n\td ';
    expect(argsOf('login', `<arg0>${login}</arg0>`)).toMatchObject({ login: ' a <&b> <€\r\n\td ' });
  });

  test('with blanks round it is a warning; lenient trims', () => {
    expect(argsOf('login', '<arg0>\n a b </arg0>')).toMatchObject({ login: '\n a b ' });
    expect(warningsOf('login', '<arg0> a</arg0><arg1/>')).toEqual([
      'arg0 has blanks at its beginning or end; they are kept as they are',
    ]);
    expect(argsOf('login', '<arg0>\n a b </arg0>', true)).toMatchObject({ login: 'a b' });
    expect(argsOf('login', '<arg0>\u00a0a</arg0>', true)).toMatchObject({ login: '\u00a0a' });
  });

  test.each([
    ['a<b>c</b>d', 'd'],
    ['a<b/>c<b/>d', 'd'],
    ['a<b>c</b> ', ' '],
    ['a<b/>', ''],
    ['<arg1>nested</arg1>', ''],
  ])('%s is the text after the last element inside', (content, login) => {
    expect(argsOf('login', `<arg0>${content}</arg0>`)).toEqual({ login, password: '' });
    expect(warningsOf('login', `<arg0>${content}</arg0>`)[0]).toBe(
      'arg0 is text; the elements inside it and the text before them are ignored',
    );
  });

  test('where elements belong is a warning', () => {
    const ignored = ['the text in arg2 is ignored; elements belong there'];
    expect(warningsOf('getFiles', '<arg0/><arg1/><arg2>5</arg2>')).toEqual(ignored);
    expect(warningsOf('getFiles', '<arg0/><arg1/><arg2>5<item>1</item></arg2>')).toEqual(ignored);
  });

  test.each([
    '<arg0>a</arg0>t<arg1>b</arg1>',
    '<arg0>a</arg0><arg1>b</arg1>t',
    '<arg0>a</arg0> &#65; <arg1>b</arg1>',
    '<arg0>a</arg0> <![CDATA[t]]> <arg1>b</arg1>',
  ])('right after a part is stepped over: %s', (parts) => {
    expect(argsOf('login', parts)).toEqual({ login: 'a', password: 'b' });
    expect(warningsOf('login', parts)).toEqual([
      'the text in the operation is ignored; elements belong there',
    ]);
  });
});

describe('warnings', () => {
  test('are bounded, and so is what they quote', () => {
    const parts = '<x/>'.repeat(50);
    expect(warningsOf('hasRightUpload', parts)).toHaveLength(21);
    expect(warningsOf('hasRightUpload', parts).at(-1)).toBe('... and 30 more');
    const [warning] = warningsOf('hasRightUpload', `<${'x'.repeat(100_000)}/>`);
    expect(warning?.length).toBeLessThan(500);
  });

  test('name what follows the operation element', () => {
    const xml = request('hasRightUpload').replace(
      '</e:Body>',
      'text<b:two xmlns:b="urn:b">more</b:two></e:Body><trailer/>',
    );
    expect(read(xml)).toMatchObject({
      operation: 'hasRightUpload',
      warnings: [
        'the text after the operation element is ignored',
        '{urn:b}two is a second child of Body; it is ignored',
        '{}trailer after Body is ignored',
      ],
    });
  });
});

describe('xsi:type', () => {
  const typed = (part: string, type: string, content: string): string =>
    `<${part} ${XSI} xmlns:xs="http://www.w3.org/2001/XMLSchema" i:type="${type}">${content}</${part}>`;
  const faultOf = (name: string, parts: string): string | undefined =>
    read(request(name, parts)).fault?.message;

  test('of the argument itself is no warning', () => {
    expect(warningsOf('login', `${typed('arg0', 'xs:string', 'a')}<arg1/>`)).toEqual([]);
    expect(argsOf('getItems', typed('arg2', 'xs:long', '7'))).toMatchObject({ dirId: 7n });
  });

  test('another one decides how the value is read', () => {
    expect(argsOf('getItems', typed('arg2', 'xs:int', '5000000000'))).toMatchObject({ dirId: 705032704n });
    expect(warningsOf('getItems', `<arg0/><arg1/>${typed('arg2', 'xs:byte', '300')}`)).toEqual([
      'arg2 is long, and its xsi:type is byte; the service reads it as that',
    ]);
  });

  test('a number before a child is kept when the text after it is none', () => {
    expect(argsOf('getItems', typed('arg2', 'xs:int', '5<x/>y'))).toMatchObject({ dirId: 5n });
  });

  test('of another class is a fault', () => {
    expect(faultOf('login', typed('arg0', 'xs:int', '1'))).toMatch(/^java\.lang\.ClassCastException@/);
    expect(faultOf('getItems', typed('arg2', 'xs:string', '1'))).toBe('java.lang.IllegalArgumentException');
  });

  test('that is no name is a fault', () => {
    expect(faultOf('login', typed('arg0', 'zz:int', '1'))).toBe('prefix zz is not bound to a namespace');
    expect(faultOf('login', typed('arg0', ' ', '1'))).toBe('input is empty');
  });

  test('is ignored by a lenient server, with a warning', () => {
    const parts = `${typed('arg0', 'xs:int', '1')}<arg1/>`;
    expect(argsOf('login', parts, true)).toEqual({ login: '1', password: '' });
    expect(warningsOf('login', parts, true)).toEqual([
      'arg0 is string, and its xsi:type is int; ignored because this server is lenient',
    ]);
  });
});

test('a blank in a namespace makes it another namespace', () => {
  const xml = request('login').replace('pmstation.com/"', 'pmstation.com/ "');
  expect(read(xml).fault?.message).toBe(
    'Cannot find dispatch method for {http://api.soap.shared.pmstation.com/ }login',
  );
});
