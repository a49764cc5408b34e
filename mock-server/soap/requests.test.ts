import { describe, expect, test } from 'vitest';
import { called, read, request } from './testing/reading.js';

const XSI = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';

function argsOf(operation: string, parts: string, lenient = false): unknown {
  const call = read(request(operation, parts), { lenient });
  return call.fault ?? call.args;
}

function warningsOf(operation: string, parts: string, lenient = false): readonly string[] {
  return read(request(operation, parts), { lenient }).warnings;
}

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

  test('that are repeated: the last counts', () => {
    const parts = '<arg0>a</arg0><arg0>z</arg0><arg1>b</arg1>';
    expect(argsOf('login', parts)).toEqual({ login: 'z', password: 'b' });
    expect(warningsOf('login', parts)).toEqual(['arg0 is repeated; the last one counts']);
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

describe('numbers and booleans', () => {
  test.each([
    ['5', 5n],
    [' \n+5\t', 5n],
    ['-0', 0n],
    ['000000000000000000000000000012', 12n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9007199254740993', 9007199254740993n],
  ])('long %j', (text, value) => {
    expect(argsOf('getItems', `<arg2>${text}</arg2>`)).toMatchObject({ dirId: value });
  });

  test.each([
    ['+7', 7],
    [' -1 ', -1],
    ['2147483647', 2147483647],
    ['2147483648', -2147483648],
    ['-2147483649', 2147483647],
    ['4294967298', 2],
    ['340282366920938463463374607431768211457', 1],
  ])('int %j wraps round at 32 bits', (text, value) => {
    const parts = `<arg0>${text}</arg0><arg1/>`;
    expect(argsOf('getUploadFormUrl', parts)).toEqual({ dataCenterId: value, sessionKey: '' });
    expect(warningsOf('getUploadFormUrl', parts)).toEqual(
      BigInt(text) === BigInt(value)
        ? []
        : [`arg0 is ${text}, more than 32 bits hold; the service reads it as ${value}`],
    );
  });

  test.each([
    ['', 0],
    [' \n', 0],
    ['-', 0],
    ['+', 0],
    ['1 2', 12],
    ['\t1\n2', 12],
    ['5-', -5],
    ['--5', -5],
    ['+-5', -5],
    ['-5+', -5],
    ['5-3', -53],
    ['- -', 0],
  ])('int %j is read as JAXB reads it, with a warning', (text, value) => {
    const parts = `<arg0>${text}</arg0><arg1/>`;
    expect(argsOf('getUploadFormUrl', parts)).toEqual({ dataCenterId: value, sessionKey: '' });
    expect(warningsOf('getUploadFormUrl', parts)).toEqual([
      `arg0 is "${text}", which the service reads as ${value}`,
    ]);
  });

  test.each([
    ['5<x/>6', 6],
    ['5<x>9</x>', 0],
    ['<x>9</x>', 0],
    ['5<x/>y', 5],
  ])('int %s is the text after the last element inside that is a number', (text, value) => {
    const parts = `<arg0>${text}</arg0><arg1/>`;
    expect(argsOf('getUploadFormUrl', parts)).toEqual({ dataCenterId: value, sessionKey: '' });
    expect(warningsOf('getUploadFormUrl', parts)[0]).toBe(
      'arg0 is int; the elements inside it and the text before them are ignored',
    );
  });

  test.each([
    ['5<x/>6', 6n],
    ['5<x>9</x>', 5n],
    ['y<x/>6', 6n],
  ])('long %s is the text after the last element inside that is a number', (text, value) => {
    expect(argsOf('getItems', `<arg2>${text}</arg2>`)).toMatchObject({ dirId: value });
    const items = `<arg2><item>${text}</item></arg2>`;
    expect(argsOf('getFiles', items)).toMatchObject({ fileIds: [value] });
  });

  test.each([
    ['true', true],
    ['1', true],
    [' false ', false],
    ['1<x/>0', false],
    ['0', false],
  ])('boolean %j', (text, value) => {
    expect(argsOf('getItemInfo', `<arg2>1</arg2><arg3>${text}</arg3>`)).toMatchObject({ isDirectory: value });
  });
});

describe('arrays and structures', () => {
  test('items that are no number or qualified are dropped, nil is null', () => {
    const parts =
      '<arg0/><arg1/><arg2><item>1</item><item>x</item><item/><j:item xmlns:j="http://jaxb.dev.java.net/array">2</j:item>' +
      `<item ${XSI} i:nil="true"/><other>3</other><item> +4 </item></arg2>`;
    expect(argsOf('getFiles', parts)).toMatchObject({ fileIds: [1n, null, 4n] });
    expect(warningsOf('getFiles', parts)).toEqual([
      'arg2.item is in the namespace http://jaxb.dev.java.net/array; the service does not see it',
      'arg2.other is not known here; it is ignored',
      'arg2.item[1] (1 characters) is no long; it is dropped',
      'arg2.item[2] "" is no long; it is dropped',
    ]);
    expect(argsOf('getFiles', parts, true)).toMatchObject({ fileIds: [1n, 2n, null, 4n] });
  });

  const unset = {
    createSubFolders: false,
    delete: false,
    disableAnonimUpload: false,
    emailOnUpload: false,
    embed: false,
    fileProperties: false,
    moderator: false,
    onlyPublic: false,
    publicSearch: false,
    search: false,
    shared: false,
    subdomainAllowed: false,
    thumbNailOn: false,
    updateFiles: false,
    upload: false,
    viewModeDetails: false,
    viewSubfolders: false,
    webGrab: false,
  };

  test('a missing structure is one of defaults; missing and bad primitives inside are false', () => {
    expect(argsOf('setFolderSharingProperties', '<arg2>1</arg2>')).toMatchObject({ properties: unset });
    const properties =
      '<delete>1</delete><upload>maybe</upload><nope/><password> p</password><subdomainName/><search>true</search><search>0</search>';
    const call = read(
      request('setFolderSharingProperties', `<arg0/><arg1/><arg2>1</arg2><arg3>${properties}</arg3>`),
    );
    expect(call).toMatchObject({
      args: { properties: { ...unset, delete: true, password: ' p', subdomainName: '' } },
    });
    expect(call.warnings).toEqual([
      'arg3.nope is not known here; it is ignored',
      'arg3.upload (5 characters) is no boolean; it is read as false',
      'arg3.password has blanks at its beginning or end; they are kept as they are',
      'arg3.search is repeated; the last one counts',
    ]);
  });

  test('nested structures and lists that repeat directly', () => {
    const settings =
      '<settings><editable>true</editable><id>5</id><possibleValues>a</possibleValues>' +
      `<possibleValues ${XSI} i:nil="true"/><value>v</value></settings><settings ${XSI} i:nil="true"/>` +
      '<settingsGroup><groupId>x</groupId></settingsGroup>';
    expect(argsOf('applySettings', `<arg2>${settings}</arg2>`)).toEqual({
      login: '',
      password: '',
      settings: {
        settings: [{ editable: true, id: 5, possibleValues: ['a', null], value: 'v' }, null],
        settingsGroup: { groupId: 0 },
      },
    });
    expect(argsOf('applySettings', '')).toMatchObject({ settings: { settings: [] } });
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

  test('xsi:type is none', () => {
    const parts = `<arg0 ${XSI} i:type="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema">a</arg0><arg1/>`;
    expect(warningsOf('login', parts)).toEqual([]);
  });
});

test('a blank in a namespace makes it another namespace', () => {
  const xml = request('login').replace('pmstation.com/"', 'pmstation.com/ "');
  expect(read(xml).fault?.message).toBe(
    'Cannot find dispatch method for {http://api.soap.shared.pmstation.com/ }login',
  );
});
