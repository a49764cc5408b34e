import type { FourShared } from '../../index.js';
import { send } from './control-client.js';

/** One call of a route, and the status it must have. */
export interface Example {
  readonly status: number;
  /** The varying pieces of the path. */
  readonly params?: Readonly<Record<string, string>>;
  /** With its question mark. */
  readonly query?: string;
  readonly json?: unknown;
  readonly body?: string;
  readonly contentType?: string;
  /** What has to be there first. */
  readonly before?: (stage: Stage) => unknown;
  /** What the answer must have in it, as text. */
  readonly has?: string | RegExp;
  /** Sees to what was left behind. */
  readonly after?: (stage: Stage) => unknown;
}

/** Where an example is played: a namespace of its own. */
export interface Stage {
  readonly fake: FourShared;
  /** Name of the namespace. */
  readonly name: string;
  /** Address of the namespace. */
  readonly base: string;
  readonly space: () => ReturnType<FourShared['namespace']>;
}

const FAULT_RULE = {
  id: 'full',
  on: { kind: 'call', function: 'getFreeSpace' },
  do: [{ act: 'fault', text: 'Full' }],
};
const HOLD_RULE = {
  id: 'stop',
  on: { kind: 'call', function: 'getFreeSpace' },
  do: [{ act: 'hold', name: 'gate' }],
};

const arm = (rule: object) => (stage: Stage) => send(stage.base, 'POST', '/_control/rules', { json: rule });

const ask = ({ base }: Stage, login = 'user@example.com'): Promise<unknown> =>
  send(base, 'POST', '/jax3/DesktopApp', {
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:getFreeSpace xmlns:a="http://api.soap.shared.pmstation.com/"><arg0>${login}</arg0><arg1>secret</arg1></a:getFreeSpace></e:Body></e:Envelope>`,
    headers: { 'content-type': 'text/xml' },
  });

/** Leaves a call at the gate, and goes on as soon as it stands there. */
async function stop(stage: Stage): Promise<void> {
  await arm(HOLD_RULE)(stage);
  void ask(stage);
  await stage.space().holds.arrived('gate');
}

const goOn = ({ space }: Stage): void => space().holds.releaseAll();
const save = ({ space }: Stage) => space().snapshots.save('one');

const ACCOUNT = { login: 'new@example.com', password: 'secret', quota: '9007199254740993' };

async function exported({ space }: Stage): Promise<string> {
  await space().snapshots.save('one');
  let text = '';
  for await (const piece of await space().snapshots.export('one')) text += piece;
  return text;
}

/** Calls of every route, right and wrong ones; what goes wrong alike at every route is tried there besides. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  getHealth: [{ status: 200, has: '"status":"ok"' }],
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
    { status: 404, params: { name: 'nobody' }, has: /no namespace \\"nobody\\".*There are: / },
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
      before: ({ fake }) => fake.namespace('gone').arm(FAULT_RULE as never),
      has: '"unusedRules":[{"rule":{"id":"full"',
      after: ({ fake }) => fake.drop('gone'),
    },
    { status: 404, params: { name: 'nobody' }, has: 'no namespace' },
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
      has: /"accounts\[0\]\.quota","message":"has lost digits/,
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
    { status: 422, json: { ms: 8.64e15 }, has: 'within the years' },
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
    { status: 404, params: { login: 'nobody' }, has: '"known":["user@example.com"' },
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
    { status: 404, params: { login: 'nobody' }, json: {} },
  ],
  listEdgeAccounts: [{ status: 200, has: '"login":"zero-free-space@edge.test"' }],
  listJournal: [
    {
      status: 200,
      before: ask,
      query: '?function=getFreeSpace&function=getRoot&limit=1',
      has: '"matching":1',
    },
    { status: 422, query: '?function=getFreeSpce', has: 'did you mean getFreeSpace' },
    { status: 422, query: '?limit=1&limit=2', has: '"path":"limit"' },
  ],
  queryJournal: [
    {
      status: 200,
      before: ask,
      json: { account: 'user@example.com', since: '2000-01-01T00:00:00Z' },
      has: '"matching":1',
    },
    { status: 422, json: { since: 'yesterday' }, has: '"path":"since"' },
  ],
  clearJournal: [{ status: 204, before: ask }],
  getJournalReport: [{ status: 200, before: ask, has: '"lastSeq":1' }],
  changeJournal: [
    { status: 200, json: { recordRaw: true, entries: 5 }, has: '"limits":{"entries":5,"bytes":67108864}' },
    { status: 422, json: { entries: -1 }, has: '"path":"entries"' },
  ],
  verifyJournal: [
    {
      status: 200,
      before: ask,
      json: { expect: [{ match: { function: 'getFreeSpace' }, times: 2 }] },
      has: '"problem":"too-few"',
    },
    { status: 422, json: { expect: [] }, has: 'expects nothing' },
  ],
  findNearest: [
    { status: 200, before: ask, json: { function: 'getRoot' }, has: '"field":"function"' },
    { status: 200, json: { function: 'getRoot' }, has: /^\{\}\n$/ },
    { status: 422, json: { limit: 1 }, has: '"path":"limit"' },
  ],
  exportJournal: [
    { status: 200, before: ask, query: '?outcome=ok', has: /^\{"seq":1,.*\}\n$/ },
    { status: 422, query: '?outcome=good' },
  ],
  exportHar: [
    { status: 200, before: ask, has: '"creator":{"name":"4shared-testkit"' },
    { status: 422, query: '?order=up' },
  ],
  getJournalEntry: [
    {
      status: 200,
      params: { seq: '1' },
      before: async (stage) => {
        stage.space().journal.recordRaw = true;
        await ask(stage);
      },
      has: '"raw":{"request":{"base64"',
    },
    { status: 404, params: { seq: '7' }, before: ask, has: '1 to 1' },
    { status: 404, params: { seq: 'x' } },
  ],
  listHolds: [
    { status: 200, before: stop, after: goOn, query: '?name=gate', has: '"function":"getFreeSpace"' },
  ],
  awaitHolds: [
    { status: 200, params: { name: 'gate' }, before: stop, after: goOn, has: '"hasArrived":true' },
    { status: 200, params: { name: 'gate' }, query: '?count=2&timeoutMs=10', has: '"hasArrived":false' },
    { status: 422, params: { name: 'gate' }, query: '?count=0', has: '"path":"count"' },
  ],
  releaseHolds: [
    { status: 200, params: { name: 'gate' }, before: stop, json: { count: 1 }, has: '"released":1' },
    { status: 200, params: { name: 'gate' }, has: '"released":0' },
    { status: 422, params: { name: 'gate' }, json: { count: 0 }, has: '"path":"count"' },
  ],
  releaseAllHolds: [{ status: 200, before: stop, has: '"released":1' }],
};

/** An import needs what another server exported. */
export const importable = exported;
