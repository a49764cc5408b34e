import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Act } from '../../edge-cases/act.js';
import type { Rule } from '../../edge-cases/rule.js';
import { envelope } from '../../testing/envelopes.js';
import type { Sent } from './both-ways.js';
import { forms, raws } from './sent-forms.js';
import { type Known, lines, type Plain, request, utf8 } from './sent-request.js';

// Random requests of every kind, well-formed and malformed.

const prefix = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc.constantFrom('/~one', '/~no:name', 'http://127.0.0.1', 'http://localhost/~one'),
);

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
      envelope('getNewFileDataCenter', 'zero-datacenter@edge.test', 'any'),
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
              fc.constantFrom(
                'download',
                'download',
                'download',
                'file',
                'img',
                'folder',
                'dir',
                'document',
                'playlist',
                'IMG',
              ),
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
            `/download/${known.hello}/a`,
            `/download/${known.pattern}/a`,
            `/download/${known.chart}/a`,
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

const controls = request(
  fc.constantFrom('GET', 'GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD'),
  fc
    .tuple(
      fc.constantFrom('', '', '/~one', '/~no:name', 'http://localhost:1'),
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
