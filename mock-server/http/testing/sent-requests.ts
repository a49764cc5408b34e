import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { envelope } from '../../../fixtures/envelopes.js';
import type { Act } from '../../edge-cases/act.js';
import type { Rule } from '../../edge-cases/rule.js';
import type { Sent } from './both-ways.js';
import { byteField, FORM_TYPE, type FormPart, formBody, idField, part } from './transfer-testbed.js';

// Random requests of every kind that a service answers, well-formed and not.

/** What addresses are made of: codes and keys of the world that is asked. */
export interface Known {
  readonly hello: string;
  readonly pattern: string;
  readonly folder: string;
  readonly locked: string;
  readonly kept: string;
  readonly chart: string;
  readonly broken: string;
  readonly key: string;
  readonly fileId: bigint;
}

const utf8 = (text: string): Uint8Array => Buffer.from(text);
const NO_BYTES = new Uint8Array(0);

const prefix = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc.constantFrom('/~one', '/~no:name', 'http://127.0.0.1', 'http://other.test/~one'),
);

type Plain = Omit<Sent, 'rules' | 'pieces'>;

const request = (
  method: fc.Arbitrary<string>,
  target: fc.Arbitrary<string>,
  headers: fc.Arbitrary<readonly string[]>,
  body: fc.Arbitrary<Uint8Array> = fc.constant(NO_BYTES),
): fc.Arbitrary<Plain> => fc.record({ method, target, headers, body });

const lines = (...choices: readonly string[]): fc.Arbitrary<string[]> =>
  fc.subarray([...choices], { maxLength: Math.min(3, choices.length) });

const endpoint = fc.constantFrom(
  '/jax3/DesktopApp',
  '/jax2/DesktopApp',
  '/servlet/services/DesktopApp',
  '/JAX3/desktopapp/',
);

const LONG_TEXT = 'é'.repeat(3000);

const calls = request(
  fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'DELETE'),
  fc.tuple(prefix, endpoint).map(([before, path]) => before + path),
  fc
    .tuple(
      fc.oneof(
        { weight: 5, arbitrary: fc.constant('text/xml; charset=utf-8') },
        fc.constantFrom('text/xml', 'text/xml;charset=iso-8859-1', 'application/json'),
      ),
      lines(
        'Accept-Encoding: gzip',
        'Content-Encoding: gzip',
        'SOAPAction: ""',
        'Cookie: a=b',
        'Cookie: c=d',
      ),
    )
    .map(([type, more]) => [`Content-Type: ${type}`, ...more]),
  fc
    .constantFrom(
      envelope('login', 'a@b.c', 'p'),
      envelope('login', 'a@b.c', 'wrong'),
      envelope('getRoot', 'a@b.c', 'p'),
      envelope('getItems', 'a@b.c', 'p', 1_000_000_001),
      envelope('getUploadFormUrl', 1, 'key'),
      envelope('createUploadSessionKey', 'a@b.c', 'p', -1),
      envelope('uploadStartFile', 'a@b.c', 'p', -1, 'a & b', 10),
      envelope('createNewFolder', 'a@b.c', 'p', -1, LONG_TEXT),
      envelope('hasOwnProperty'),
      envelope('getRoot', 'upload-url-none@edge.test', 'edge'),
      '<not><xml',
      '',
    )
    .map(utf8),
);

const CONDITIONS = [
  'Range: bytes=0-3',
  'Range: bytes=-5',
  'Range: bytes=3-',
  'Range: bytes=999999999-',
  'Range: lines=1-2',
  'If-None-Match: *',
  'If-None-Match: "other"',
  'If-Modified-Since: Sat, 01 Sep 2012 12:00:00 GMT',
  'If-Range: "other"',
  'Cache-Control: no-cache',
  'Accept: text/html',
  'Accept: image/png',
  'Origin: http://foreign.test',
] as const;

const pages = (known: Known): fc.Arbitrary<Plain> =>
  request(
    fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'PATCH', 'DELETE'),
    fc
      .tuple(
        prefix,
        fc.oneof(
          fc
            .tuple(
              fc.constantFrom('download', 'file', 'img', 'folder', 'dir', 'document', 'playlist', 'IMG'),
              fc.constantFrom(
                known.hello,
                known.pattern,
                known.folder,
                known.locked,
                known.kept,
                known.chart,
                known.broken,
                'AAAAAAAA',
                '%zz',
              ),
              fc.constantFrom(
                '',
                '/',
                '/a.html',
                '/x?size=20',
                '?version=1',
                '?version=7',
                '?version=1&version=2',
              ),
            )
            .map(([kind, code, rest]) => `/${kind}/${code}${rest}`),
          fc.constantFrom(
            `/folder/${known.locked}/a?userPass2=s%C3%A9same`,
            `/playlist/${known.locked}/a?userPass2=s%C3%A9same`,
            '/',
            '//',
            '/?a#b',
            '/nothing/here',
            '/tools/Desktop/windows',
            '/TOOLS/desktop/mac/',
            '/tools/%zz/windows',
            '/main/redirect.jsp?sId=a&b="<x>%zz',
            '/main/upload.jsp',
            '/main/upload5.jsp/',
            '/jax3/DesktopApp?wsdl',
            '/jax2/DesktopApp?WSDL&forDownloadHelper=true',
            '/jax2/DesktopApp?xsd=2',
            '/jax3/DesktopApp?xsd=1',
            '/jax3/DesktopApp?xsd=9',
            '/jax3/DesktopApp',
            '/jax3/desktopapp',
          ),
        ),
      )
      .map(([before, path]) => before + path),
    fc
      .tuple(lines(...CONDITIONS), fc.constantFrom([], ['Content-Type: application/x-www-form-urlencoded']))
      .map((both) => both.flat()),
  );

const passwords = (known: Known): fc.Arbitrary<Plain> =>
  request(
    fc.constant('POST'),
    fc.constantFrom(`/folder/${known.locked}`, `/document/${known.kept}/a.html`, `/file/${known.hello}`),
    fc
      .tuple(
        fc.constantFrom(
          'application/x-www-form-urlencoded',
          'application/x-www-form-urlencoded; charset=ISO-8859-1',
          'application/x-www-form-urlencoded; charset=koi8-r',
          'text/plain',
        ),
        lines('Content-Encoding: gzip'),
      )
      .map(([type, more]) => [`Content-Type: ${type}`, ...more]),
    fc.oneof(
      fc
        .constantFrom(
          'userPass2=s%C3%A9same',
          'userPass2=s%E9same',
          'userPass2=wrong',
          'userPass2=a&userPass2=b',
          `userPass2=${'x'.repeat(5000)}`,
        )
        .map(utf8),
      fc.constant(gzipSync('userPass2=s%C3%A9same')),
    ),
  );

const value = fc.oneof(
  fc.constantFrom('0', '5', '-1', 'x', '\r\n--x-cut-x', '\r', 'a\r\n--x-cut', '\u20ac'),
  fc.string({ maxLength: 20, unit: 'binary-ascii' }),
);

const parts = (known: Known): fc.Arbitrary<FormPart[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(idField(known.fileId), byteField(0)) },
      { weight: 3, arbitrary: value.map((bytes) => part(bytes)) },
      fc.constantFrom(
        part('Hello', 'C:\\fakepath\\a b.txt'),
        part('Hello', '\u20ac%22.txt'),
        part('', ''),
        part('x'.repeat(40_000)),
        { name: 'Other', value: 'y', fileName: 'y' },
        { name: 'a[0]', value: 'y' },
        { name: 'n'.repeat(101), value: 'y' },
        { name: 'long', value: 'y'.repeat(9000) },
        { name: '', value: 'y' },
        { name: 'FilePart', value: 'y' },
        byteField('x'),
      ),
    ),
    { maxLength: 5 },
  );

/** The bytes of a form, harmed in one place or not at all. */
const formBytes = (known: Known): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      parts(known),
      fc.constantFrom('not', 'not', 'cut', 'changed', 'preamble', 'epilogue', 'many'),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.nat(255),
    )
    .map(([fields, harm, where, byte]) => {
      if (harm === 'many') fields.push(...Array.from({ length: 103 }, (_, n) => byteField(n)));
      const whole = formBody(fields);
      const at = Math.floor(where * whole.length);
      if (harm === 'cut') return whole.subarray(0, at);
      if (harm === 'changed') whole[at] = byte;
      if (harm === 'preamble') return Buffer.concat([utf8('preamble\r\n'), whole]);
      return harm === 'epilogue' ? Buffer.concat([whole, utf8('epilogue'), whole]) : whole;
    });

const uploadQuery = (known: Known): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(known.key, known.key, known.key, 'none'),
      fc.constantFrom(
        '',
        '&isAjax=true',
        '&sendHttpStatus=true',
        `&resumableFileId=${known.fileId}`,
        `&resumableFileId=${known.fileId}&resumableFirstByte=2`,
        '&updateFileId=1',
        '&x-upload-dir=1',
      ),
    )
    .map(([key, rest]) => `?sId=${key}${rest}`);

const forms = (known: Known): fc.Arbitrary<Plain> =>
  request(
    fc.constant('POST'),
    uploadQuery(known).map((query) => `/main/upload.jsp${query}`),
    fc
      .constantFrom(
        FORM_TYPE,
        FORM_TYPE,
        FORM_TYPE,
        FORM_TYPE,
        'multipart/form-data; boundary="x-cut-x"',
        'multipart/form-data',
        'multipart/form-data; boundary',
        'Multipart/Form-Data; charset=utf-8; Boundary=x-cut-x',
        'text/plain',
      )
      .map((type) => [`Content-Type: ${type}`]),
    formBytes(known),
  );

const raws = (known: Known): fc.Arbitrary<Plain> =>
  request(
    fc.constant('POST'),
    uploadQuery(known).map((query) => `/main/upload5.jsp${query}`),
    lines('x-file-name: a%20b.txt', 'x-file-name: %zz', 'x-upload-dir: 1000000001', 'x-upload-dir: none'),
    fc.oneof(value.map(utf8), fc.constant(Buffer.alloc(100_000, 7))),
  );

const controls = request(
  fc.constantFrom('GET', 'GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD'),
  fc
    .tuple(
      fc.constantFrom('', '', '/~one', '/~no:name', 'http://foreign.test'),
      fc.constantFrom(
        '',
        '/health',
        '/clock',
        '/rules',
        '/rules/r1',
        '/accounts',
        '/accounts/a@b.c',
        '/journal',
        '/journal?limit=2',
        '/fixture',
        '/holds',
        '/nothing',
        '/openapi.json',
      ),
    )
    .map(([before, path]) => `${before}/_control${path}`),
  fc
    .tuple(
      fc.constantFrom('application/json', 'application/json; charset=utf-16', 'text/plain'),
      lines('Origin: http://foreign.test', 'Sec-Fetch-Site: cross-site', 'Authorization: Bearer x'),
    )
    .map(([type, more]) => [`Content-Type: ${type}`, ...more]),
  fc.constantFrom('', '{}', '{"login":"n@b.c","password":"p"}', '{"quota":"5"}', '[', '"\ud800"').map(utf8),
);

const place = fc.constantFrom(0n, 1n, 5n, 300n, 70_000n);
const direction = fc.constantFrom('in' as const, 'out' as const);

const wireAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('reset' as const), afterBytes: place, direction }),
  fc.record({ act: fc.constant('truncate' as const), afterBytes: place }),
  fc.record({ act: fc.constant('corrupt' as const), from: place, direction }),
  fc.record({ act: fc.constant('stall' as const), afterBytes: place, ms: fc.constant(1), direction }),
  fc.record({ act: fc.constant('throttle' as const), bytesPerSecond: fc.constant(100_000_000), direction }),
  fc.record({ act: fc.constant('delay' as const), ms: fc.constant(1) }),
  fc.record({ act: fc.constant('hang-up' as const), perform: fc.boolean() }),
  fc.record({
    act: fc.constant('status' as const),
    status: fc.constantFrom(200, 204, 302, 503),
    body: fc.constantFrom('', 'busy'),
    headers: fc.constant({ 'Retry-After': '1' }),
  }),
);

const ruleOn = (kind: 'call' | 'part' | 'download', more: fc.Arbitrary<Act>): fc.Arbitrary<Rule> =>
  fc
    .array(fc.oneof({ weight: 2, arbitrary: wireAct }, more), { minLength: 1, maxLength: 2 })
    .map((acts) => ({ id: `on-${kind}`, on: { kind }, do: acts }) as Rule);

const rules = fc.oneof(
  fc.constant([]),
  fc
    .tuple(
      ruleOn(
        'call',
        fc.oneof(
          fc.nat(50).map((seed): Act => ({ act: 'dialect', seed })),
          fc.constant<Act>({ act: 'dialect', dialect: { gzip: true, chunks: 7 } }),
          fc.constant<Act>({ act: 'fault', text: 'no' }),
        ),
      ),
      ruleOn('part', fc.constantFrom<Act>({ act: 'refuse', code: 7 }, { act: 'lose' }, { act: 'double' })),
      ruleOn('download', fc.constant<Act>({ act: 'delay', ms: 1, at: 'after' })),
    )
    .map((armed) => [...armed]),
);

/** A request of any kind, and the rules that are armed before it. */
export const sentTo = (known: Known): fc.Arbitrary<Sent> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 4, arbitrary: calls },
        { weight: 4, arbitrary: pages(known) },
        passwords(known),
        { weight: 4, arbitrary: forms(known) },
        { weight: 2, arbitrary: raws(known) },
        { weight: 2, arbitrary: controls },
      ),
      rules,
      fc.integer({ min: 1, max: 9 }),
    )
    .map(([plain, armed, pieces]) => ({ ...plain, rules: armed, pieces }));
