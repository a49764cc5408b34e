import { describe, expect, test } from 'vitest';
import { argsOf, read, request, warningsOf } from './testing/reading.js';

const XSI = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';

describe('numbers and booleans', () => {
  test.each([
    ['5', 5n],
    [' \n+5\t', 5n],
    ['-0', 0n],
    ['000000000000000000000000000012', 12n],
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9007199254740993', 9007199254740993n],
    ['١٢', 12n],
    ['-９', -9n],
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
    ['2', false],
    ['tr', false],
    ['no', false],
    ['trux', true],
    ['true x', true],
    ['10', true],
  ])('boolean %j', (text, value) => {
    expect(argsOf('getItemInfo', `<arg2>1</arg2><arg3>${text}</arg3>`)).toMatchObject({ isDirectory: value });
  });
});

describe('arrays and structures', () => {
  test('qualified items are not seen, those that are no number or nil are null', () => {
    const parts =
      '<arg0/><arg1/><arg2><item>1</item><item>x</item><item/><j:item xmlns:j="http://jaxb.dev.java.net/array">2</j:item>' +
      `<item ${XSI} i:nil="true"/><other>3</other><item> +4 </item></arg2>`;
    expect(argsOf('getFiles', parts)).toMatchObject({ fileIds: [1n, null, null, null, 4n] });
    expect(warningsOf('getFiles', parts)).toEqual([
      'arg2.item is in the namespace http://jaxb.dev.java.net/array; the service does not see it',
      'arg2.other is not known here; it is ignored',
      'arg2.item[1] (1 characters) is no long; it is read as null',
      'arg2.item[2] "" is no long; it is read as null',
    ]);
    expect(argsOf('getFiles', parts, true)).toMatchObject({ fileIds: [1n, null, null, 2n, null, 4n] });
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
