import fc from 'fast-check';
import iconv from 'iconv-lite';
import { OPERATIONS, SERVICE_NAMESPACE } from '../../../../wsdl/contract.js';
import { charsetNamed } from '../../../soap/index.js';
import type { WireRequest } from './exchange.js';
import { attributes, content, element } from './values.js';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';

/** A plain call. */
export const envelopeOf = (operation: string, parts: string): string =>
  `<e:Envelope xmlns:e="${SOAP}"><e:Body><n:${operation} xmlns:n="${SERVICE_NAMESPACE}">${parts}</n:${operation}></e:Body></e:Envelope>`;

/** Mostly the first, sometimes one of the others. */
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 6 + others.length, arbitrary: fc.constant(usual) },
    { weight: others.length, arbitrary: fc.constantFrom(usual, ...others) },
  );

/** The parts of an operation: in order or not, some missing, repeated, qualified or unknown. */
function partsOf(args: (typeof OPERATIONS)['run']['args']): fc.Arbitrary<string> {
  const parts = args.map(({ part, type }) =>
    fc.array(
      element(
        mostly(part, `${part} xmlns=""`, `n:${part}`, `${part} xmlns="urn:o"`, part.toUpperCase()),
        attributes,
        content(type),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  );
  return fc
    .tuple(
      fc.tuple(...parts),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.infiniteStream(fc.nat()) },
      ),
      mostly('', ' ', '\n', '<!-- c -->', '<?p i?>', 'text', '<arg99>1</arg99>', '<![CDATA[ ]]>', ' &nope;'),
      fc.nat({ max: 30 }),
    )
    .map(([all, order, between, missing]) => {
      const chosen = all.filter((_, i) => i !== missing).flat();
      if (order !== undefined) {
        const keys = chosen.map(() => order.next().value as number);
        chosen.sort((a, b) => (keys[chosen.indexOf(a)] ?? 0) - (keys[chosen.indexOf(b)] ?? 0));
      }
      return between + chosen.join(between) + between;
    });
}

const payload: fc.Arbitrary<string> = fc
  .constantFrom(...Object.values(OPERATIONS))
  .chain(({ name, args }) =>
    fc
      .tuple(
        partsOf(args),
        mostly(
          `n:${name} xmlns:n="${SERVICE_NAMESPACE}"`,
          `${name} xmlns="${SERVICE_NAMESPACE}"`,
          name,
          `n:${name} xmlns:n="urn:other"`,
          `n:nope xmlns:n="${SERVICE_NAMESPACE}"`,
          `n:${name}`,
          `n:${name.toUpperCase()} xmlns:n="${SERVICE_NAMESPACE}"`,
        ),
        mostly(
          '',
          'a="b"',
          `xmlns:e="${SOAP}" e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"`,
          'id="o1" root="1"',
        ),
      )
      .map(([parts, tag, more]) => `<${tag}${more === '' ? '' : ` ${more}`}>${parts}</${tag.split(' ')[0]}>`),
  );

const UNDERSTAND = ['1', 'true', '0', 'false', ' 1 ', 'TRUE', '', 'x'].map(
  (value) => `e:mustUnderstand="${value}"`,
);
const headerBlock = fc
  .tuple(
    fc.constantFrom('h:a xmlns:h="urn:h"', 'h:b xmlns:h="urn:h"', 'plain', `w:Security xmlns:w="urn:w"`),
    fc.constantFrom(
      '',
      ...UNDERSTAND,
      'mustUnderstand="1"',
      `e:mustUnderstand="1" e:actor="urn:someone"`,
      `e:mustUnderstand="1" e:actor="http://schemas.xmlsoap.org/soap/actor/next"`,
    ),
    fc.constantFrom('', 'x', '<y/>', 'x&nope;', '<y>x&nope;</y>'),
  )
  .map(([tag, more, inside]) => `<${tag}${more === '' ? '' : ` ${more}`}>${inside}</${tag.split(' ')[0]}>`);
const header = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  {
    weight: 2,
    arbitrary: fc
      .array(headerBlock, { maxLength: 3 })
      .map((blocks) => `<e:Header>${blocks.join('')}</e:Header>`),
  },
);

const misc = mostly('', ' ', '\n', '<!-- c -->', '<?p i?>', 'text', '&#32;', ' &nope;', '<![CDATA[ ');
const declaration = mostly(
  '',
  '<?xml version="1.0"?>',
  '<?xml version="1.0" encoding="UTF-8"?>',
  "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
  '<?xml version="1.1"?>',
  '<?xml version="1.2"?>',
  ' <?xml version="1.0"?>',
  '<?xml?>',
  '<?xml encoding="UTF-8"?>',
);
const doctype = mostly('', '', '', '', '<!DOCTYPE a>', '<!DOCTYPE a [<!ENTITY nope "value">]>');

/** A whole document, now and then damaged. */
const document: fc.Arbitrary<string> = fc
  .record({
    declaration,
    doctype,
    header,
    payload,
    namespace: mostly(SOAP, SOAP_12, 'urn:other', ''),
    root: mostly('Envelope', 'envelope', 'a'),
    body: mostly('Body', 'body', 'Bodies'),
    second: mostly('', `<n:logout xmlns:n="${SERVICE_NAMESPACE}"/>`, '<x/>', '<broken'),
    inBody: misc,
    inEnvelope: misc,
    after: mostly('', '\n', '<!-- c -->', 'text', '<x/>', '\u0000'),
    empty: mostly(false, false, false, true),
    cut: fc.oneof(
      { weight: 12, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    ),
  })
  .map((d) => {
    const inside = d.empty ? '' : d.payload + d.second;
    const text = `${d.declaration}${d.doctype}<e:${d.root} xmlns:e="${d.namespace}">${d.inEnvelope}${d.header}${d.inEnvelope}<e:${d.body}>${d.inBody}${inside}</e:${d.body}></e:${d.root}>${d.after}`;
    return text.slice(0, Math.ceil(text.length * d.cut));
  });

const contentType = mostly(
  'text/xml; charset=utf-8',
  'text/xml',
  undefined,
  'TEXT/XML',
  'text/xml;charset="UTF-8"',
  'text/xml; charset=utf8',
  'application/soap+xml',
  'application/xml',
  'text/plain',
  'application/json',
  'text/xml; charset=nope',
  'text/xml; charset=',
  "text/xml; charset='utf-8'",
  'text/xml; action="x"',
  'text/xml, text/xml',
  'text/xml;;charset=utf-8',
  '',
);
const soapAction = mostly('', 'SOAPAction: ""', 'SOAPAction: "urn:x"', 'SOAPAction:');
const target = mostly(
  '/jax3/DesktopApp',
  '/jax3/DesktopApp?WSDL',
  '/jax3/DesktopApp?Wsdl',
  '/jax3/DesktopApp?%77sdl',
  '/jax3/DesktopApp?xsd=1',
  '/jax3/DesktopApp?XSD=1',
  '/jax3/DesktopApp?xsd=9',
  '/jax3/DesktopApp?wsdl=1',
  '/jax3/DesktopApp?wsdl&x',
  '/jax3/DesktopApp?x&wsdl',
  '/jax3/DesktopApp?foo',
  '/jax3/DesktopApp?wsdl',
  '/JAX3/desktopapp',
  '/jax3/DesktopApp/',
  '/jax3/DesktopApp/x',
  '/jax3//DesktopApp',
  '/jax3/Desktop%41pp',
  '/jax3/DesktopAppX',
  '/jax3',
);

/** A call in UTF-8. */
export const calls: fc.Arbitrary<WireRequest> = fc
  .record({
    method: fc.constant('POST'),
    target: mostly('/jax3/DesktopApp', '/jax2/DesktopApp', '/jax2/DesktopApp'),
    contentType,
    soapAction,
    text: document,
    mark: mostly('', '\ufeff', '\ufeff\ufeff'),
  })
  .map(({ contentType: type, soapAction: action, text, mark, ...rest }) => ({
    ...rest,
    headers: [...(type === undefined ? [] : [`Content-Type: ${type}`]), ...(action === '' ? [] : [action])],
    body: Buffer.from(mark + text),
  }));

const READS = ['GET', 'HEAD'];

/** Headers that HTTP servers treat in different ways. */
const oddHeader = mostly(
  '',
  'Expect: 100-continue',
  'Expect: x',
  `X-Large: ${'x'.repeat(20_000)}`,
  'X-Folded: a\r\n b',
);

/** Any request to the endpoint or near it: methods, paths, queries and headers, with a plain call as its body. */
export const exchanges: fc.Arbitrary<WireRequest> = fc
  .record({
    method: fc.constantFrom('POST', 'PUT', 'DELETE', 'GET', 'HEAD'),
    target,
    host: mostly(true, false),
    contentType,
    soapAction,
    odd: oddHeader,
    payload,
  })
  .map(({ contentType: type, soapAction: action, odd, payload: call, ...rest }) => ({
    ...rest,
    headers: [type === undefined ? '' : `Content-Type: ${type}`, action, odd].filter((line) => line !== ''),
    body: Buffer.from(
      READS.includes(rest.method)
        ? ''
        : `<e:Envelope xmlns:e="${SOAP}"><e:Body>${call}</e:Body></e:Envelope>`,
    ),
  }));

/** Names of charsets in a header or declaration, by their encoder. */
const ENCODINGS: Readonly<Record<string, readonly string[]>> = {
  'utf-8': ['utf-8', 'UTF-8', 'Utf-8', 'utf8', 'UTF8'],
  'utf-16': ['utf-16'],
  'utf-16le': ['utf-16le', 'UTF-16LE'],
  'utf-16be': ['utf-16be'],
  'iso-8859-1': ['iso-8859-1', 'ISO-8859-1', 'latin1', 'Latin1', 'ISO8859_1', 'cp819', 'csISOLatin1'],
  'us-ascii': ['us-ascii', 'ASCII'],
  'iso-8859-2': ['iso-8859-2'],
  'iso-8859-9': ['iso-8859-9'],
  'windows-1251': ['windows-1251', 'Windows-1251'],
  'windows-1252': ['windows-1252', 'Cp1252'],
  'koi8-r': ['koi8-r', 'KOI8_R'],
  ibm866: ['ibm866', 'cp866'],
  gb18030: ['gb18030', 'GB18030'],
  gbk: ['gbk', 'GBK'],
  big5: ['big5', 'Big5'],
  shift_jis: ['shift_jis', 'SJIS'],
  'euc-jp': ['euc-jp'],
  'euc-kr': ['euc-kr'],
  'utf-32le': ['utf-32le'],
  'utf-32be': ['utf-32be', 'utf-32'],
  ibm037: ['IBM037', 'cp037', 'ebcdic-cp-us'],
  ibm273: ['cp273'],
  ibm277: ['ibm277'],
  ibm278: ['csIBM278'],
  ibm280: ['ibm-280'],
  ibm284: ['cp284'],
  ibm285: ['ebcdic-cp-gb'],
  ibm297: ['cp297'],
  ibm500: ['IBM500'],
  ibm871: ['cp871'],
  ibm1047: ['cp1047'],
  ibm01140: ['cp1140', 'IBM01140'],
  ibm01142: ['ccsid01142'],
  ibm01148: ['ibm1148'],
};

/** Ours for what the library lacks: the reference implementation reads it with its own tables. */
export const bytesIn = (encoding: string, text: string): Uint8Array =>
  iconv.encodingExists(encoding)
    ? iconv.encode(text, encoding)
    : (charsetNamed(encoding)?.encode(text) ?? Buffer.from(text));

/** All printable characters of ISO-8859-1 beyond ASCII, and the ones of ASCII that move in code pages. */
const LATIN = `${String.fromCharCode(...Array.from({ length: 96 }, (_, i) => 0xa0 + i))}!#$@[\\]^\`{|}~`;

/** Texts that each of these charsets has characters for, and some that not all have. */
const TEXTS = ['a', 'plain text', 'é', 'ß', 'Я', '漢字', '日本', '가', '€', '\u0081', LATIN];

/** A login in some charset: named in the header, in the declaration, in both, or by a byte order mark. */
export const encoded: fc.Arbitrary<WireRequest> = fc
  .record({
    named: fc
      .constantFrom(...Object.entries(ENCODINGS))
      .chain(([encoding, labels]) => fc.constantFrom(...labels).map((label) => ({ encoding, label }))),
    text: fc.constantFrom(...TEXTS),
    inHeader: mostly('same', 'none', 'utf-8'),
    inDeclaration: mostly('none', 'same', 'utf-8', 'iso-8859-1'),
    mark: mostly('', '\ufeff'),
  })
  .map(({ named: { encoding, label }, text, inHeader, inDeclaration, mark }) => {
    const header = inHeader === 'same' ? label : inHeader;
    const declared = inDeclaration === 'same' ? label : inDeclaration;
    const declaration = declared === 'none' ? '' : `<?xml version="1.0" encoding="${declared}"?>`;
    const start = encoding.startsWith('utf') ? mark : '';
    const parts = `<arg0>${text}</arg0><arg1>b</arg1>`;
    return {
      method: 'POST',
      target: '/jax3/DesktopApp',
      headers: [`Content-Type: text/xml${header === 'none' ? '' : `; charset=${header}`}`],
      body: bytesIn(encoding, `${start}${declaration}${envelopeOf('login', parts)}`),
    };
  });

/** Bytes that are no UTF-8, and some that are. */
const BYTES = fc
  .array(
    fc.constantFrom(
      ...[0x41, 0x80, 0x82, 0x9f, 0xa0, 0xbf, 0xc0, 0xc3, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf8, 0xff],
    ),
    { maxLength: 6 },
  )
  .map((bytes) => Buffer.from(bytes));

/** A login with any bytes as its text, in a charset that the header names or not. */
export const damaged: fc.Arbitrary<WireRequest> = fc
  .record({ bytes: BYTES, charset: fc.constantFrom('; charset=utf-8', '; charset=us-ascii', '') })
  .map(({ bytes, charset }) => {
    const [before = '', after = ''] = envelopeOf('login', '<arg0>@</arg0><arg1>b</arg1>').split('@');
    return {
      method: 'POST',
      target: '/jax3/DesktopApp',
      headers: [`Content-Type: text/xml${charset}`],
      body: Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]),
    };
  });

const PART_TYPES = [
  'text/xml; charset=utf-8',
  'application/xop+xml; charset=utf-8; type="text/xml"',
  'text/plain',
  'TEXT/XML',
];

/** A login in a `multipart/related` package, beside other parts or alone, well or badly packed. */
export const packaged: fc.Arbitrary<WireRequest> = fc
  .record({
    start: mostly('', '; start="<root>"', '; start=root', '; start="<other>"'),
    type: mostly('; type="text/xml"', '', '; type="application/xop+xml"; start-info="text/xml"'),
    boundary: mostly('; boundary=B', '; boundary="B"', ''),
    rootType: mostly(...(PART_TYPES as [string, ...string[]])),
    id: mostly('Content-ID: <root>', 'content-id: <root>', ''),
    encoding: mostly('', 'Content-Transfer-Encoding: binary', 'Content-Transfer-Encoding: base64'),
    before: mostly('', 'preamble\r\n', '--B\r\nContent-Type: text/plain\r\n\r\nattached\r\n'),
    after: mostly('', '--B\r\nContent-Type: text/plain\r\nContent-ID: <x>\r\n\r\nattached\r\n'),
    end: mostly('--B--\r\n', '--B--', ''),
    lineBreak: mostly('\r\n', '\n'),
    text: fc.constantFrom('a', 'é', '漢字'),
  })
  .map(({ start, type, boundary, rootType, id, encoding, before, after, end, lineBreak, text }) => {
    const envelope = envelopeOf('login', `<arg0>${text}</arg0><arg1>b</arg1>`);
    const content = encoding.endsWith('base64') ? Buffer.from(envelope).toString('base64') : envelope;
    const head = [`Content-Type: ${rootType}`, id, encoding].filter((line) => line !== '').join('\r\n');
    const body = `${before}--B\r\n${head}\r\n\r\n${content}\r\n${after}${end}`;
    return {
      method: 'POST',
      target: '/jax3/DesktopApp',
      headers: [`Content-Type: multipart/related${type}${start}${boundary}`],
      body: Buffer.from(body.replaceAll('\r\n', lineBreak)),
    };
  });
