import { EXCHANGE_EXAMPLES } from './exchange-examples.js';
import { arm, type Example, FAULT_RULE, HOLD_RULE, save } from './testbed.js';

const ACCOUNT = { login: 'new@example.com', password: 'secret', quota: '9007199254740993' };

/** Valid and invalid calls of every route. `routes.test.ts` adds the errors that all routes share. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  getHealth: [
    { status: 200, has: '"status":"ok"' },
    { status: 200, query: '?wait=30s', has: '"status":"ok"' },
    { status: 422, query: '?wait=30', has: 'such as 30s or 500ms' },
    { status: 422, query: '?wait=11m', has: '10m at most' },
  ],
  getDocument: [{ status: 200, has: '"openapi": "3.1' }],
  listProblems: [{ status: 200, has: '/_control/problems/clash' }],
  getProblem: [
    { status: 200, params: { problem: 'clash' }, has: '"status":409' },
    { status: 404, params: { problem: 'toString' }, has: '"known":["malformed"' },
  ],
  listNamespaces: [{ status: 200, before: ({ space }) => space(), has: '"name":"listNamespaces-0"' }],
  getNamespace: [
    {
      status: 200,
      params: { name: 'here' },
      before: ({ fake }) => fake.namespace('here'),
      has: '"prefix":"/~here"',
    },
    { status: 404, params: { name: 'stranger' }, has: /no namespace \\"stranger\\".*There are: / },
  ],
  createNamespace: [
    { status: 201, params: { name: 'made' }, has: '"name":"made"' },
    { status: 200, params: { name: 'made' }, has: '"name":"made"' },
    { status: 404, params: { name: 'no name' }, has: '1 to 64 letters' },
  ],
  dropNamespace: [
    {
      status: 200,
      params: { name: 'gone' },
      before: ({ fake }) => fake.namespace('gone').arm(FAULT_RULE),
      has: '"unusedRules":[{"rule":{"id":"full"',
      after: ({ fake }) => fake.drop('gone'),
    },
    { status: 404, params: { name: 'stranger' }, has: 'no namespace' },
  ],
  reset: [{ status: 204, before: arm(FAULT_RULE) }],
  getFixture: [{ status: 200, has: '"login":"user@example.com"' }],
  loadFixture: [
    { status: 204, json: { firstId: '9007199254740993', accounts: [ACCOUNT] } },
    { status: 204, body: 'accounts:\n  - {login: a@b.c, password: p}\n', contentType: 'application/yaml' },
    {
      status: 422,
      json: { accounts: [{ login: 'a' }] },
      has: '"path":"accounts[0].password","message":"is missing"',
    },
    { status: 422, json: { accounts: [ACCOUNT, ACCOUNT] }, has: '"path":"accounts[1].login"' },
    {
      status: 422,
      json: { accounts: [{ ...ACCOUNT, quota: 2 ** 60 }] },
      has: /"accounts\[0\]\.quota","message":"must be a text, as a JSON number past 2\^53/,
    },
    {
      status: 422,
      json: { accounts: [{ ...ACCOUNT, files: [{ name: 'x', file: '/etc/passwd' }] }] },
      has: /"accounts\[0\]\.files\[0\]\.file","message":"names \\"\/etc\/passwd\\" on the server's disk/,
    },
    {
      status: 422,
      body: 'accounts:\n  - login: a@b.c\n    password: p\n    files: [{name: x, file: notes.txt}]\n',
      contentType: 'application/yaml',
      has: /server's disk.*fixture:4:\d+/,
    },
    { status: 400, body: 'accounts: [', contentType: 'application/yaml', has: 'fixture:1:' },
  ],
  listSnapshots: [{ status: 200, before: save, has: '"name":"one"' }],
  saveSnapshot: [{ status: 200, params: { name: 'one/two' }, has: '"name":"one/two"' }],
  restoreSnapshot: [
    { status: 200, params: { name: 'one' }, before: save, has: '"name":"one"' },
    { status: 404, params: { name: 'two' }, before: save, has: '"known":["one"]' },
  ],
  dropSnapshot: [
    { status: 204, params: { name: 'one' }, before: save },
    { status: 404, params: { name: 'two' }, has: 'There are none.' },
  ],
  exportSnapshot: [
    { status: 200, params: { name: 'one' }, before: save, has: '"format":"4shared-testkit snapshot"' },
    { status: 404, params: { name: 'two' } },
  ],
  importSnapshot: [
    { status: 422, params: { name: 'two' }, json: { format: 'tar', version: 1 }, has: '"path":"format"' },
    { status: 422, params: { name: 'two' }, json: [] },
  ],
  getClock: [{ status: 200, has: '"isFrozen":false' }],
  freezeClock: [
    { status: 200, has: '"isFrozen":true' },
    {
      status: 200,
      json: { time: '2026-01-31T13:00:00+01:00' },
      has: '"time":"2026-01-31T12:00:00.000Z","ms":1769860800000,"isFrozen":true',
    },
    { status: 422, json: { time: '2026-01-31' }, has: '"path":"time"' },
  ],
  setClock: [
    { status: 200, json: { time: 1_000_000_000_000 }, has: '"isFrozen":false' },
    { status: 422, json: {}, has: '"path":"time","message":"is missing"' },
  ],
  advanceClock: [
    { status: 200, json: { ms: -1 } },
    { status: 422, json: { ms: 8.64e15 }, has: 'in the years' },
    { status: 422, json: { ms: 1.5 } },
  ],
  runClock: [{ status: 200, has: '"isFrozen":false', before: ({ space }) => space().clock.freeze() }],
  resetClock: [{ status: 200, has: '"isFrozen":false', before: ({ space }) => space().clock.freeze(0) }],
  armRules: [
    { status: 201, json: FAULT_RULE, has: '"state":"armed","matched":0,"fired":0' },
    { status: 201, json: [FAULT_RULE, HOLD_RULE], has: '"id":"stop"' },
    { status: 422, json: { on: { kind: 'call' }, do: [{ act: 'delay', ms: -1 }] }, has: '"path":"do[0].ms"' },
    { status: 422, json: [FAULT_RULE, { on: { kind: 'call' } }], has: '"path":"[1].do"' },
    { status: 409, json: FAULT_RULE, before: arm(FAULT_RULE), has: 'is armed already' },
  ],
  listRules: [
    { status: 200, before: arm(FAULT_RULE), query: '?state=armed', has: '"id":"full"' },
    { status: 422, query: '?state=tired', has: '"path":"state"' },
  ],
  getRule: [
    { status: 200, params: { id: 'full' }, before: arm(FAULT_RULE), has: '"id":"full"' },
    { status: 404, params: { id: 'x' }, before: arm(FAULT_RULE), has: '"known":["full"]' },
  ],
  disarmRule: [
    { status: 204, params: { id: 'full' }, before: arm(FAULT_RULE) },
    { status: 404, params: { id: 'full' } },
  ],
  clearRules: [{ status: 204, before: arm(FAULT_RULE) }],
  listAccounts: [{ status: 200, has: '"login":"premium@example.com"' }],
  addAccount: [
    { status: 201, json: { ...ACCOUNT, files: [{ name: 'a.txt', text: 'four' }] }, has: '"stored":"4"' },
    { status: 409, json: { ...ACCOUNT, login: 'USER@example.com' } },
    { status: 422, json: { login: 'x' }, has: '"path":"password"' },
    { status: 422, json: { ...ACCOUNT, files: [{ name: 'a', file: 'b' }] }, has: '"path":"files[0].file"' },
  ],
  getAccount: [
    { status: 200, params: { login: 'User@Example.com' }, has: '"login":"user@example.com"' },
    { status: 404, params: { login: 'stranger' }, has: '"known":["user@example.com"' },
  ],
  changeAccount: [
    {
      status: 200,
      params: { login: 'user@example.com' },
      json: { freeSpace: '9007199254740993' },
      has: '"freeSpace":"9007199254740993"',
    },
    {
      status: 200,
      params: { login: 'user@example.com' },
      json: { quota: 5, banned: true },
      has: '"quota":"5"',
    },
    {
      status: 422,
      params: { login: 'user@example.com' },
      json: { quota: 1, freeSpace: 1 },
      has: 'only one of',
    },
    {
      status: 422,
      params: { login: 'user@example.com' },
      json: { quota: '-1', password: '' },
      has: /"path":"password".*"path":"quota"/,
    },
    { status: 404, params: { login: 'stranger' }, json: {} },
  ],
  listContents: [
    {
      status: 200,
      params: { login: 'user@example.com' },
      query: '?limit=1',
      has: /"kind":"folder".*"isCut":true/,
    },
    { status: 200, params: { login: 'user@example.com' }, has: /"name":"readme.txt".*"isCut":false/ },
    { status: 404, params: { login: 'stranger' }, has: '"known":["user@example.com"' },
    { status: 422, params: { login: 'user@example.com' }, query: '?limit=x', has: '"path":"limit"' },
  ],
  listEdgeAccounts: [
    { status: 200, has: '"login":"zero-free-space@edge.test"' },
    { status: 200, has: '"rules":[{"id":"edge:form-no-space","on":{"kind":"part"' },
  ],
  ...EXCHANGE_EXAMPLES,
};
