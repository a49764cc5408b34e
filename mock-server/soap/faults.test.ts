import { describe, expect, test } from 'vitest';
import { openCall } from './index.js';
import { DEFAULT_LIMITS } from './limits.js';
import { envelope, read, refusal, refused, request } from './testing/reading.js';

const CREATE = "S:Client Couldn't create SOAP message due to exception: ";
const DISPATCH = 'S:Client Cannot find dispatch method for ';
const API = '{http://api.soap.shared.pmstation.com/}';
const STRAY = 'S:Server XML reader error: unexpected character content: "..."';
const ILLEGAL = 'S:Server java.lang.IllegalArgumentException';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const SOAP = '{http://schemas.xmlsoap.org/soap/envelope/}';

describe('the fault table', () => {
  test.each([
    ['unknown operation', request('noSuchOp'), `${DISPATCH}${API}noSuchOp`],
    ['operation in another namespace', envelope('<login xmlns="urn:other"/>'), `${DISPATCH}{urn:other}login`],
    ['operation in no namespace', envelope('<login/>'), `${DISPATCH}{}login`],
    ['empty Body', envelope(''), `${DISPATCH}{}`],
    ['blank Body', envelope(' \n<!-- nothing --> '), `${DISPATCH}{}`],
    ['root is not Envelope', '<a/>', `${CREATE}unexpected XML tag. expected: ${SOAP}Envelope but found: {}a`],
    [
      'no Body',
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><x xmlns="urn:x"/></e:Envelope>',
      `S:Server unexpected XML tag. expected: ${SOAP}Body but found: {urn:x}x`,
    ],
    [
      'Body in no namespace',
      envelope('').replace(/e:Body/g, 'Body'),
      `S:Server unexpected XML tag. expected: ${SOAP}Body but found: {}Body`,
    ],
    [
      'Header alone',
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header/></e:Envelope>',
      `S:Server unexpected XML tag. expected: ${SOAP}Body but found: ${SOAP}Envelope`,
    ],
    [
      'nothing in the Envelope',
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"></e:Envelope>',
      `S:Server unexpected XML reader state. expected: START_ELEMENT but found: END_ELEMENT`,
    ],
    ['text in the Envelope', envelope('', 'secret'), STRAY],
    ['text after the Header', envelope('', '<e:Header/>secret'), STRAY],
    ['text in the Header', envelope('', '<e:Header>secret</e:Header>'), STRAY],
    ['text in the Body', envelope('secret<a/>'), STRAY],
    ['text alone in the Body', envelope('a&lt;<![CDATA[secret]]>'), STRAY],
    [
      'a second Header',
      envelope('', '<e:Header/><e:Header/>'),
      `S:Server unexpected XML tag. expected: ${SOAP}Body but found: ${SOAP}Header`,
    ],
    [
      'SOAP 1.2',
      '<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"><Body/></Envelope>',
      "S:VersionMismatch Couldn't create SOAP message. Expecting Envelope in namespace " +
        'http://schemas.xmlsoap.org/soap/envelope/, but got http://www.w3.org/2003/05/soap-envelope ',
    ],
    ['missing long', request('getItems', '<arg0>a</arg0><arg1>b</arg1>'), ILLEGAL],
    ['nil long', request('getItems', `<arg2 xmlns:i="${XSI}" i:nil="true">5</arg2>`), ILLEGAL],
    ['empty long', request('getItems', '<arg2/>'), ILLEGAL],
    ['word for a long', request('getItems', '<arg2>five</arg2>'), ILLEGAL],
    ['decimal for a long', request('getItems', '<arg2>5.0</arg2>'), ILLEGAL],
    ['long past 64 bits', request('getItems', '<arg2>9223372036854775808</arg2>'), ILLEGAL],
    ['long below 64 bits', request('getItems', '<arg2>-9223372036854775809</arg2>'), ILLEGAL],
    ['word for an int', request('getUploadFormUrl', '<arg0>one</arg0>'), ILLEGAL],
    ['word for a boolean', request('getItemInfo', '<arg2>1</arg2><arg3>yes</arg3>'), ILLEGAL],
    ['boolean in capitals', request('getItemInfo', '<arg2>1</arg2><arg3>TRUE</arg3>'), ILLEGAL],
    ['missing boolean', request('getItemInfo', '<arg2>1</arg2>'), ILLEGAL],
  ])('%s', (_, xml, fault) => {
    expect(refusal(xml)).toBe(fault);
  });

  test.each([
    ['an empty request', '', 'Unexpected EOF'],
    ['not XML', 'login=a&password=b', 'text data outside of root node'],
    ['JSON', '{"login":"a"}', 'text data outside of root node'],
    ['cut inside the first tag', '<a', 'Unexpected EOF'],
    ['an unbound prefix of the root', '<e:Envelope><e:Body', 'Undeclared namespace prefix "e"'],
    ['undeclared entity before the operation', '<a x="&nope;"/>', 'Undeclared general entity "nope"'],
  ])('%s is a reader error', (_, xml, reason) => {
    expect(refusal(xml)).toMatch(
      new RegExp(`^S:Client Couldn't create SOAP message.*XML reader error: .*${reason}`),
    );
  });

  const start = envelope('').split('</')[0] ?? '';
  const operation = request('login').split('</')[0] ?? '';
  test.each([
    ['cut off before the operation', start, 'Unexpected EOF'],
    ['a misnested Body', envelope('').replace('</e:Body>', '</e:Bodi>'), 'unexpected close tag'],
    ['an unbound prefix of the operation', `${start}<q:login/>`, 'Undeclared namespace prefix "q"'],
    ['an entity in the Header', envelope('', '<e:Header>&x;</e:Header>'), 'Undeclared general entity "x"'],
    ['an entity in an unknown part', `${operation}<u>&x;</u>`, 'Undeclared general entity "x"'],
    ['an unbound prefix after a blank', `${operation}<arg0/> <q:x/>`, 'Undeclared namespace prefix "q"'],
  ])('%s is a reader error of the server', (_, xml, reason) => {
    expect(refusal(xml)).toMatch(
      new RegExp(`^S:Server XML reader error: com\\.ctc\\.wstx\\.exc\\.\\w+: .*${reason}`),
    );
  });

  const nextTag =
    'S:Server com.ctc.wstx.exc.WstxParsingException: Received non-all-whitespace CHARACTERS or CDATA event in ' +
    'nextTag().\n at [row,col {unknown-source}]: ';
  const unbound = 'S:Server com.ctc.wstx.exc.WstxParsingException: Undeclared namespace prefix "q"\n at ';
  test.each([
    ['text', `secret<arg0/>`, `${nextTag}[1,${operation.length + 6}]`],
    ['text and a broken tag', `secret<`, `${nextTag}[1,${operation.length + 6}]`],
    ['lines of text', `\n\n  secret\n a<arg0/>`, `${nextTag}[4,2]`],
    ['text after a comment', `<!---->secret`, nextTag],
    ['text in CDATA', `<![CDATA[secret]]><arg0/>`, nextTag],
    ['text after an unknown part', `<u/>secret<arg0/>`, nextTag],
    ['text after a qualified part', `<a:arg0/>secret<arg0/>`, nextTag],
    ['an unbound prefix', `<q:arg0>`, `${unbound}[row,col {unknown-source}]: [1,${operation.length + 8}]`],
    ['an unbound prefix after an unknown part', `<u/><q:arg0>`, unbound],
    ['an unclosed element', '', 'S:Server com.ctc.wstx.exc.WstxEOFException: Unexpected EOF'],
  ])('where a tag is asked for, %s is reported in the words of the parser alone', (_, content, fault) => {
    expect(
      refusal(
        `${operation}${content}</a:login></e:Body></e:Envelope>`.slice(
          0,
          content === '' ? operation.length : undefined,
        ),
      ),
    ).toContain(fault);
  });

  test.each([
    ['cut off', request('getItems', '<arg0>a').split('</a:')[0] ?? '', 'Unexpected EOF'],
    ['misnested', request('getItems', '<arg0>a</arg1>'), 'unexpected close tag'],
    [
      'closed by another name',
      request('getItems', '<arg0/>').replace('</a:getItems>', '</a:other>'),
      'unexpected close tag',
    ],
    ['an unbound prefix after a part', request('login', '<arg0/><q:arg1/>'), 'namespace prefix "q"'],
    ['an unbound prefix in a part', request('login', '<arg0><q:x/></arg0>'), 'namespace prefix "q"'],
    ['an undeclared entity', request('getItems', '<arg0>&x;</arg0>'), 'Undeclared general entity "x"'],
    ['an entity named constructor', request('login', '<arg0>&constructor;</arg0>'), 'entity "constructor"'],
    ['an entity named toString', request('login', '<arg0>&toString;</arg0>'), 'entity "toString"'],
    ['an entity named __proto__', request('login', '<arg0>&__proto__;</arg0>'), 'entity "__proto__"'],
    ['a character no XML holds', request('login', '<arg0>&#0;</arg0>'), 'malformed character entity'],
    ['a lone surrogate', request('login', '<arg0>&#xd800;</arg0>'), 'malformed character entity'],
  ])('XML broken inside the arguments: %s', (_, xml, reason) => {
    expect(refusal(xml)).toMatch(
      /^S:Server javax\.xml\.bind\.UnmarshalException\n - with linked exception:\n\[/,
    );
    expect(refusal(xml)).toContain(reason);
  });

  test.each([
    ['in an unknown part', '<u>', 'S:Server XML reader error: com.ctc.wstx'],
    ['in a part of an unknown part', '<u><v>', 'S:Server XML reader error: com.ctc.wstx'],
    ['in place of an argument', '</b>', 'S:Server com.ctc.wstx'],
    ['after an unknown part', '<u/></b>', 'S:Server com.ctc.wstx'],
    ['after an argument', '<arg0/></b>', 'S:Server javax.xml.bind'],
    ['after an argument and white space', '<arg0/> </b>', 'S:Server XML reader error: com.ctc.wstx'],
  ])('a wrong closing tag %s is reported by the reader of the service that meets it', (_, parts, fault) => {
    expect(refusal(request('login', parts))).toContain(fault);
    expect(refusal(request('login', parts))).toContain('unexpected close tag');
  });

  test('an empty CDATA section is no white space', () => {
    expect(refusal(request('login', '<![CDATA[]]><arg0/>'))).toContain('non-all-whitespace');
    expect(refusal(request('login').replace('<e:Body>', '<e:Body><![CDATA[]]>'))).toContain(
      'unexpected character content',
    );
  });

  test.each([
    ['cut off', request('hasRightUpload').replace('</e:Envelope>', '')],
    ['misnested', request('hasRightUpload').replace('</e:Body>', '</e:Bodi>')],
    ['followed by text', `${request('hasRightUpload')}x`],
  ])('an envelope %s after the operation element is refused, and the fault says why', (_, xml) => {
    expect(refusal(xml)).toMatch(
      /^S:Client Couldn't create SOAP message.*the real service stops reading there/s,
    );
  });

  test('the name of a refused operation is known', () => {
    expect(refused(request('getItems')).operation).toBe('getItems');
    expect(refused(request('noSuchOp')).operation).toBe('noSuchOp');
    expect(refused('<a/>')).not.toHaveProperty('operation');
  });
});

describe('mustUnderstand', () => {
  const block = (attributes: string): string => `<e:Header><x xmlns="urn:x" ${attributes}/></e:Header>`;
  const refusedHeader = 'S:MustUnderstand MustUnderstand headers:[{urn:x}x] are not understood';
  const next = 'e:actor="http://schemas.xmlsoap.org/soap/actor/next"';

  test.each(['e:mustUnderstand="1"', 'e:mustUnderstand="true"', `e:mustUnderstand="1" ${next}`])(
    '%s is refused',
    (attributes) => {
      expect(refusal(request('hasRightUpload', '', block(attributes)))).toBe(refusedHeader);
    },
  );

  test.each([
    '',
    'e:mustUnderstand="0"',
    'e:mustUnderstand="false"',
    'mustUnderstand="1"',
    'e:mustUnderstand="1" e:actor="urn:another-actor"',
  ])('%s is ignored', (attributes) => {
    const call = read(request('hasRightUpload', '', block(attributes)));
    expect(call).toMatchObject({
      operation: 'hasRightUpload',
      warnings: ['the header block {urn:x}x is ignored'],
    });
  });

  test('several blocks are named in the order of a Java set', () => {
    const header =
      '<e:Header><x xmlns="urn:x" e:mustUnderstand="1">t</x><y e:mustUnderstand="1"/><z/></e:Header>';
    expect(refusal(request('login', '', header))).toContain('headers:[{urn:x}x, y] are');
  });
});

describe('the first error in the order of the stream wins', () => {
  const mandatory = '<e:Header><x e:mustUnderstand="1"/></e:Header>';
  test.each([
    ['a header before an unknown operation', request('nope', '', mandatory), /^S:MustUnderstand/],
    ['a header before an empty Body', envelope('', mandatory), /^S:MustUnderstand/],
    ['a broken start tag before the header counts', request('nope"', '', mandatory), /XML reader error/],
    ['an unknown operation before broken XML in it', request('nope', '<arg0>&x;'), /^S:Client Cannot find/],
    ['the root before anything in it', '<a><b></a>', /unexpected XML tag/],
    ['SOAP 1.2 before broken XML', '<Envelope xmlns="urn:s"><', /^S:VersionMismatch/],
    ['broken XML before a bad number', request('getItems', '<arg2>x</arg2><arg0>&x;</arg0>'), /Unmarshal/],
    ['a bad number before a broken tail', `${request('getItems', '<arg2>x</arg2>')}x`, /IllegalArgument/],
  ])('%s', (_, xml, fault) => {
    expect(refusal(xml)).toMatch(fault);
  });
});

describe('Content-Type', () => {
  const status = (contentType: string | undefined): boolean =>
    openCall({ version: 'jax3', contentType, lenient: false, limits: DEFAULT_LIMITS }) !== null;

  test.each([
    undefined,
    'text/xml',
    'text/xmlx',
    'text/xml+zip',
    'text/xml/foo',
    'text/xml, text/plain',
    'text/xml;charset=utf-8',
    'text/xml; ;;',
    'text/xml; xcharset=nope',
    'text/xml charset=nope',
    'text/xml/x; charset=nope',
    'text/xml; charset=nope; a',
  ])('%s is taken', (contentType) => expect(status(contentType)).toBe(true));

  test.each([
    '',
    'TEXT/XML',
    'Text/xml',
    'text/xm',
    'text/xml; charset=klingon',
    'text/xml; CHARSET="klingon"',
    'text/xml; charset=utf-8; charset=klingon',
    'application/soap+xml',
    'application/xml',
    'application/json',
    'text/plain; a=text/xml',
  ])('%s is 415', (contentType) => expect(status(contentType)).toBe(false));
});

describe('names that every object has', () => {
  test.each([
    'hasOwnProperty',
    'constructor',
    '__proto__',
    'toString',
    'valueOf',
    'isPrototypeOf',
    'propertyIsEnumerable',
  ])('%s is an unknown operation, part, prefix and attribute', (name) => {
    expect(refusal(request(name))).toBe(`${DISPATCH}${API}${name}`);
    expect(refusal(request(name), { version: 'jax2' })).toBe(`${DISPATCH}${API}${name}`);
    const call = read(
      request('login', `<${name} ${name}="1">x</${name}><arg0 xmlns:${name}="urn:x" ${name}:a="b"/>`),
    );
    expect(call).toMatchObject({ operation: 'login', args: { login: '', password: '' } });
    expect(call.warnings[0]).toBe(`${name} is not known here; it is ignored`);
  });
});

describe('jax2', () => {
  test.each([
    'run',
    'getPlaylistLink',
    'getToolVersion',
    'simpleUploadStart',
    'getHistoryLastId',
    'getDirLinkItems',
    'getVideoPreviewLink',
    'getSmallImageLink',
    'getSharedPlaylistLink',
    'getFileVersionLink',
  ])('%s is for jax3 only', (name) => {
    expect(refusal(request(name), { version: 'jax2' })).toBe(`${DISPATCH}${API}${name}`);
    expect(read(request(name)).fault?.message ?? '').not.toContain('dispatch');
  });
});
