import { ask, type Example, goOn, stop } from './testbed.js';

/** Calls of the routes about recorded or held exchanges. */
export const EXCHANGE_EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  listJournal: [
    {
      status: 200,
      before: ask,
      query: '?operation=getFreeSpace&operation=getRoot&limit=1',
      has: '"matching":1',
    },
    { status: 422, query: '?operation=getFreeSpce', has: 'did you mean getFreeSpace' },
    { status: 422, query: '?limit=1&limit=2', has: '"path":"limit"' },
  ],
  watchJournal: [
    { status: 200, before: ask, query: '?after=0&limit=1', has: /id: 1\nevent: entry\ndata: \{"seq":1,/ },
    { status: 422, query: '?order=desc&limit=1', has: '"path":"order"' },
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
      json: { expect: [{ match: { operation: 'getFreeSpace' }, times: 2 }] },
      has: '"problem":"too-few"',
    },
    { status: 422, json: { expect: [] }, has: 'expects nothing' },
  ],
  findNearest: [
    { status: 200, before: ask, json: { operation: 'getRoot' }, has: '"field":"operation"' },
    { status: 200, json: { operation: 'getRoot' }, has: /^\{\}\n$/ },
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
    { status: 200, before: stop, after: goOn, query: '?name=gate', has: '"operation":"getFreeSpace"' },
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
