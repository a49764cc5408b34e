import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { OPERATIONS, type OperationName, type Version } from '../../wsdl/contract.js';
import { charsetNamed } from './charset.js';
import { bytesOf } from './dialect/testing/infoset.js';
import { encodeFault, encodeResult, SoapFault, type SoapResponse } from './index.js';
import { returnOf, valueIn } from './testing/response-reader.js';
import { anyOf, anyText, asWireHolds, asXmlHolds } from './testing/values.js';

// So that a busy machine fails no test.
vi.setConfig({ testTimeout: 60_000 });

const NS2 = ' xmlns:ns2="http://api.soap.shared.pmstation.com/"';
const OPENING =
  `<?xml version='1.0' encoding='UTF-8'?>` +
  '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>';
const CLOSING = '</S:Body></S:Envelope>';

const utf8 = (response: SoapResponse): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(response));

/** The whole response as text. */
function response(operation: OperationName, result: unknown, version: Version = 'jax3'): string {
  return utf8(encodeResult(version, operation, result, 'utf-8'));
}

function faultReply(operation: string | undefined, fault: SoapFault, version: Version = 'jax3'): string {
  return utf8(encodeFault(version, operation, fault, 'utf-8'));
}

const root = {
  date: new Date('2026-11-22T20:35:05.208Z'),
  directory: true,
  downloadCount: 0,
  empty: true,
  id: 1n,
  name: 'root',
  parentId: 0n,
  removed: false,
  shared: false,
  size: 0n,
  version: 1,
};
const rootFields =
  '<date>2026-11-22T20:35:05.208Z</date><directory>true</directory><downloadCount>0</downloadCount><empty>true</empty><id>1</id><name>root</name><parentId>0</parentId><removed>false</removed><shared>false</shared><size>0</size><version>1</version>';
const history = { compId: 'c', fileId: 77n, id: 1n, operation: 3, parentDirId: 1n };
const nil = '<item xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>';

describe('results on the wire', () => {
  test.each<[string, OperationName, unknown, string]>([
    ['empty string', 'login', '', '<return></return>'],
    [
      'string',
      'getToolUrl',
      `https://example.com/?a=1&b=<2>"'é€]]>\ttab\r\nline`,
      `<return>https://example.com/?a=1&amp;b=&lt;2&gt;"'é€]]&gt;\ttab&#13;\nline</return>`,
    ],
    ['long', 'decodeLink', 9223372036854775807n, '<return>9223372036854775807</return>'],
    ['int', 'checkSharedDirAccess', -1, '<return>-1</return>'],
    ['boolean', 'hasRightUpload', true, '<return>true</return>'],
    ['accountItem', 'getRoot', root, `<return>${rootFields}</return>`],
    ['array, empty', 'getRecycleBinItems', [], '<return/>'],
    [
      'array, 2',
      'getItems',
      [root, root],
      `<return><item>${rootFields}</item><item>${rootFields}</item></return>`,
    ],
    [
      'stringArray',
      'getToolList',
      ['', 'two', 'a<b>&c', null],
      `<return><item></item><item>two</item><item>a&lt;b&gt;&amp;c</item>${nil}</return>`,
    ],
    [
      'arrays nested',
      'getHistoriesFromId',
      [[history], [], null],
      `<return><item><item><compId>c</compId><fileId>77</fileId><id>1</id><operation>3</operation><parentDirId>1</parentDirId></item></item><item/>${nil}</return>`,
    ],
  ])('%s', (_, operation, result, expected) => {
    const wrapped = `<ns2:${operation}Response${NS2}>${expected}</ns2:${operation}Response>`;
    expect(response(operation, result)).toBe(OPENING + wrapped + CLOSING);
  });

  test('void: the wrapper alone', () => {
    const wrapper = `<ns2:uploadCancelFileResponse${NS2}/>`;
    expect(response('uploadCancelFile', undefined)).toBe(OPENING + wrapper + CLOSING);
  });

  test('float', () => {
    const info = {
      bitrate: 1,
      empty: false,
      fileId: 1n,
      length: 1,
      preciseLength: 1.5,
      sampleRate: 1,
      track: 1,
      year: 1,
    };
    expect(response('getMp3FileInfo', info)).toContain('<preciseLength>1.5</preciseLength>');
  });

  test('jax2 knows neither empty and version nor compId', () => {
    const fields = rootFields.replace('<empty>true</empty>', '').replace('<version>1</version>', '');
    expect(response('getRoot', root, 'jax2')).toContain(`<return>${fields}</return>`);
    expect(response('getHistory', [history], 'jax2')).toContain('<return><item><fileId>77</fileId>');
  });

  test.each([null, undefined])('%s is no result', (result) => {
    expect(() => encodeResult('jax3', 'getRoot', result, 'utf-8')).toThrow(
      new SoapFault('Server', 'Method Parameter: return cannot be null. This is BP 1.1 R2211 violation.'),
    );
  });

  test('any text survives, up to what XML cannot hold', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(returnOf(response('getToolUrl', text))?.text).toBe(asXmlHolds(text));
      }),
    );
  });

  const described = Object.values(OPERATIONS).filter(({ returns }) => returns !== null);

  test('any value of every type survives', () => {
    const anyResult = fc.constantFrom(...described).chain(({ name, returns }) =>
      fc.record({
        name: fc.constant(name),
        type: fc.constant(returns ?? 'string'),
        value: anyOf(returns ?? 'string'),
      }),
    );
    fc.assert(
      fc.property(anyResult, ({ name, type, value }) => {
        const result = returnOf(response(name, value));
        expect(result === undefined ? undefined : valueIn(type, result)).toEqual(asWireHolds(value));
      }),
      { numRuns: 400 },
    );
  });
});

describe('faults on the wire', () => {
  const bean = { details: 'Invalid login or password', exceptionClass: 'com.example.LoginException' };
  const declared = new SoapFault('Server', 'Invalid login or password', bean);
  const start =
    `${OPENING}<S:Fault xmlns:ns4="http://www.w3.org/2003/05/soap-envelope"><faultcode>S:Server</faultcode>` +
    '<faultstring>Invalid login or password</faultstring>';

  test('declared, with its typed detail', () => {
    const detail = `<detail><ns2:ApiException${NS2}><details>Invalid login or password</details><exceptionClass>com.example.LoginException</exceptionClass></ns2:ApiException></detail>`;
    expect(faultReply('getRoot', declared)).toBe(`${start}${detail}</S:Fault>${CLOSING}`);
    const empty = `<detail><ns2:ApiException${NS2}/></detail>`;
    expect(faultReply('getRoot', new SoapFault('Server', 'x', {}))).toContain(
      `</faultstring>${empty}</S:Fault>`,
    );
  });

  test.each<[string, string | undefined, Version]>([
    ['jax2', 'getRoot', 'jax2'],
    ['an operation that declares no fault', 'hasRightUpload', 'jax3'],
    ['an unknown operation', 'constructor', 'jax3'],
    ['no operation', undefined, 'jax3'],
  ])('without detail for %s', (_, operation, version) => {
    expect(faultReply(operation, declared, version)).toBe(`${start}</S:Fault>${CLOSING}`);
  });

  test('any text survives in all three places', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const fault = faultReply(
          'getRoot',
          new SoapFault('Client', text, { details: text, exceptionClass: text }),
        );
        const element = returnOf(
          fault.replace('<S:Body>', '<S:Body><x>').replace('</S:Body>', '</x></S:Body>'),
        );
        const [code, reason, detail] = element?.children ?? [];
        const held = asXmlHolds(text);
        expect(code?.text).toBe('S:Client');
        expect(reason?.text).toBe(held);
        expect(detail?.children[0]?.children.map((child) => child.text)).toEqual([held, held]);
      }),
    );
  });
});

describe('charset of the response', () => {
  const text = 'é€😀';
  const type = (charset: string): string => encodeResult('jax3', 'login', text, charset).contentType;
  const decode = (charset: string, label: string): string =>
    new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(
      bytesOf(encodeResult('jax3', 'login', text, charset)),
    );

  test('is UTF-8 unless the request named another', () => {
    expect(type('utf-8')).toBe('text/xml; charset=utf-8');
    expect(type('no-such-charset')).toBe('text/xml; charset=utf-8');
    expect(type('iso-8859-1')).toBe('text/xml ;charset=iso-8859-1');
    expect(type('utf-16')).toBe('text/xml ;charset=utf-16');
  });

  test('what it cannot hold becomes a numeric reference', () => {
    expect(decode('iso-8859-1', 'latin1')).toContain(`encoding='ISO-8859-1'`);
    expect(decode('iso-8859-1', 'latin1')).toContain('<return>é&#x20ac;&#x1f600;</return>');
    expect(decode('us-ascii', 'latin1')).toContain('<return>&#xe9;&#x20ac;&#x1f600;</return>');
    expect(decode('windows-1252', 'latin1')).toContain('<return>é&#x20ac;&#x1f600;</return>');
    expect(decode('koi8-r', 'koi8-r')).toContain('<return>&#233;&#x20ac;&#x1f600;</return>');
    expect(decode('gbk', 'gbk')).toContain('<return>&#xe9;&#x20ac;&#x1f600;</return>');
  });

  test.each([
    ['Latin1', 'Latin1'],
    ['ISO8859_1', 'ISO-8859-1'],
    ['cp1252', 'IBM1252'],
    ['utf8', 'UTF-8'],
    ['ASCII', 'US-ASCII'],
    ['ebcdic-cp-se', 'IBM278'],
    ['shift-jis', 'Shift_JIS'],
  ])('%s is repeated in Content-Type, and declared as %s', (label, declared) => {
    const response = encodeResult('jax3', 'login', '', label);
    expect(response.contentType).toBe(`text/xml ;charset=${label}`);
    const document = charsetNamed(label)?.decode(bytesOf(response));
    expect(document).toMatch(new RegExp(`^<\\?xml version='1.0' encoding='${declared}'\\?>.*<return/>`));
  });

  test('UTF-16 begins with a byte order mark; with the order named it does not', () => {
    expect(decode('utf-16', 'utf-16be')).toMatch(
      /^\ufeff<\?xml version='1.0' encoding='UTF-16'\?>.*<return>é€😀</,
    );
    expect(decode('utf-16be', 'utf-16be')).toMatch(/^<\?xml version='1.0' encoding='UTF-16BE'\?>/);
    expect(decode('utf-16le', 'utf-16le')).toMatch(
      /^<\?xml version='1.0' encoding='UTF-16LE'\?>.*<return>é€😀</,
    );
  });
});
