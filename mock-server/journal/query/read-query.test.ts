import { expect, test } from 'vitest';
import { QueryError, readMatch, readQuery, readQueryString, readVerification } from './read-query.js';

test('a query in JSON', () => {
  const input = {
    kind: 'call',
    operation: ['uploadFinishFile', 'getRoot'],
    account: 'a@b.test',
    outcome: 'fault',
    since: '2026-01-31T12:00:00Z',
    until: 1_769_860_800_001,
    after: 7,
    rule: 'r1',
    fileId: '4611686018427387904',
    status: 500,
    arguments: { md5: '' },
    limit: 0,
    order: 'desc',
  };
  expect(readQuery(input)).toEqual({ ...input, since: 1_769_860_800_000, fileId: 4611686018427387904n });
  expect(readMatch({ fileId: 12 })).toEqual({ fileId: 12n });
});

test('a query in an address', () => {
  const address =
    'operation=uploadFinishFile&operation=getRoot&arguments.md5=a%20b&limit=5&since=2026-01-31T13:00%2B01:00&fileId=12';
  expect(readQueryString(new URLSearchParams(address))).toEqual({
    operation: ['uploadFinishFile', 'getRoot'],
    arguments: { md5: 'a b' },
    limit: 5,
    since: 1_769_860_800_000,
    fileId: 12n,
  });
  expect(readQueryString(new URLSearchParams('operation=login'))).toEqual({ operation: 'login' });
  expect(() => readQueryString(new URLSearchParams('limit=1&limit=2'))).toThrow(
    'limit: may be there only once',
  );
});

test('a verification', () => {
  const input = {
    expect: [
      { match: { operation: 'login' }, times: 2 },
      { match: {}, times: { atLeast: 1 } },
      { match: {} },
    ],
    order: true,
    strict: false,
    among: { account: 'a' },
  };
  expect(readVerification(input)).toEqual(input);
  expect(readVerification({ expect: [], strict: true })).toEqual({ expect: [], strict: true });
});

const MOMENT = 'must be milliseconds since 1970, or a time with its zone such as 2026-01-31T12:00:00Z';

test.each([
  [
    { operation: 'uploadFinsh' },
    'operation: is no operation of the service: "uploadFinsh"; did you mean uploadFinishFile?',
  ],
  [{ operation: ['login', 'x'] }, /^operation\[1\]: is no operation of the service: "x"/],
  [{ function: 'login' }, 'function: is now called operation'],
  [{ operation: [] }, 'operation: must name an operation'],
  [{ operation: 5 }, 'operation: must be a text'],
  [{ operations: 'login' }, 'operations: is not a key that is known here; did you mean operation?'],
  ['login', 'The query must be a table of keys and values'],
  [{ kind: 'upload' }, 'kind: must be one of call, part, download'],
  [{ fileId: 2 ** 60 }, 'fileId: must be a text, as a JSON number past 2^53 loses digits'],
  [{ fileId: '9223372036854775808' }, 'fileId: must be a whole number from -2^63 to 2^63-1'],
  [{ since: 'yesterday' }, `since: ${MOMENT}`],
  [{ since: '2026-01-31T12:00:00' }, `since: ${MOMENT}`],
  [{ since: 1e17 }, `since: ${MOMENT}`],
  [{ since: '2026-13-31T12:00:00Z' }, `since: ${MOMENT}`],
  [{ status: 1000 }, 'status: must be a whole number from 100 to 999'],
  [{ limit: -1 }, 'limit: must be a whole number from 0 on'],
  [{ limit: '' }, 'limit: must be a whole number from 0 on'],
  [{ arguments: { dirId: 1 } }, 'arguments.dirId: must be a text'],
  [{ arguments: 'x' }, 'arguments: must be a table of names and texts'],
])('%j is refused', (input, message) => {
  expect(() => readQuery(input)).toThrow(QueryError);
  expect(() => readQuery(input)).toThrow(message);
});

test.each([
  [{}, 'expect: is missing'],
  [{ expect: {} }, 'expect: must be a list of expectations'],
  [
    { expect: [] },
    'The query expects nothing and so can only succeed: name an expectation, or set strict to learn',
  ],
  [{ expect: [{}] }, 'expect[0].match: is missing'],
  [{ expect: [{ match: { operation: 'x' } }] }, /^expect\[0\]\.match\.operation: is no operation/],
  [{ expect: [{ match: {}, times: -1 }] }, 'expect[0].times: must be a whole number from 0 on'],
  [
    { expect: [{ match: {}, times: { atLeast: 2, atMost: 1 } }] },
    'expect[0].times: atLeast must not be more than atMost',
  ],
  [{ expect: [{ match: {} }], order: 'yes' }, 'order: must be true or false'],
  [{ expect: Array(1001).fill({ match: {} }) }, 'expect: must have at most 1000 entries'],
  [
    { expect: [{ match: { arguments: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [n, ''])) } }] },
    'expect[0].match.arguments: must have at most 50 arguments',
  ],
  [
    { expect: [{ match: { arguments: { md5: 'x'.repeat(10_000) } } }] },
    'expect[0].match.arguments.md5: must have at most 8292 characters',
  ],
  [{ expect: [{ match: { account: 'x'.repeat(255) } }] }, 'account: must have at most 254 characters'],
  [{ expect: [{ match: { rule: 'x'.repeat(10_000) } }] }, 'rule: must have at most 8292 characters'],
  [
    { expect: [{ match: { operation: Array(101).fill('login') } }] },
    'expect[0].match.operation: must have at most 100 operations',
  ],
])('%# cannot be verified', (input, message) => {
  expect(() => readVerification(input)).toThrow(message);
});

test.each([
  [
    { operation: 'login', arguments: { logn: '' } },
    'arguments.logn, which is no argument of login; did you mean login?',
  ],
  [
    { arguments: { pasword: 'x' } },
    'arguments.pasword, which is no argument of any operation; did you mean password?',
  ],
  [
    { operation: ['login', 'getRoot'], arguments: { md5: '' } },
    'no argument of login or getRoot: there are login, password',
  ],
  [
    { operation: 'setFolderSharingProperties', arguments: { 'properties.serch': 'true' } },
    'properties has no serch; did you mean search?',
  ],
  [{ kind: 'part', operation: 'login' }, 'asks for the kind part'],
  [{ kind: 'download', arguments: { fileId: '1' } }, 'asks for the kind download'],
  [{ since: 2, until: 1 }, 'has since after until'],
])(
  'a query that nothing can match is refused, because every journal would satisfy it: %j',
  (match, problem) => {
    expect(() => readMatch(match)).toThrow(problem);
    expect(() => readQuery({ ...match, limit: 1 })).toThrow(problem);
    expect(() => readVerification({ expect: [{ match, times: 0 }] })).toThrow(
      `expect[0].match: ${problem}`.slice(0, 15),
    );
  },
);

test.each([
  {
    kind: 'call',
    operation: 'setFolderSharingProperties',
    arguments: { 'properties.search': 'true', dirId: '1' },
  },
  { operation: ['login', 'getItems'], arguments: { dirId: '1' } },
  { arguments: { md5: '' }, since: 1, until: 1 },
  { kind: 'part', fileId: 5 },
])('what can be matched is not: %j', (match) => {
  expect(() => readMatch(match)).not.toThrow();
});
