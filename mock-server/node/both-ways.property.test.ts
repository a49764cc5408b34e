import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Namespace } from '../namespaces/namespace.js';
import type { NodeRecord } from '../world/records.js';
import { BothWays, LOGIN, type Sent } from './testing/both-ways.js';
import type { Known } from './testing/sent-request.js';
import { sentTo } from './testing/sent-requests.js';

const RUNS = Number(process.env['BOTH_WAYS_RUNS'] ?? 120);

/** In milliseconds. */
const PATIENCE = 120_000 + 200 * RUNS;

let ways: BothWays;
let known: Known;

beforeAll(async () => {
  // The journal that one of the requests may get has durations, which differ between the two.
  vi.spyOn(performance, 'now').mockReturnValue(0);
  ways = await BothWays.start({ lenient: true, journal: { recordRaw: true } });
  known = await fresh();
});
afterAll(async () => {
  await ways.close();
  vi.restoreAllMocks();
});

/** Both worlds from the beginning, with a session and a file that was reserved. */
async function fresh(): Promise<Known> {
  await ways.reset();
  const [one, other] = ways.both(prepare);
  expect(one).toEqual(other);
  return one;
}

function prepare({ world }: Namespace): Known {
  const account = world.account(LOGIN);
  if (!account) throw new Error('no account');
  const code = (name: string): string =>
    nodeNamed(world.access.children(account, account.root), name)?.code ?? '';
  const within = (folder: string, name: string): string => {
    const found = nodeNamed(world.access.children(account, account.root), folder);
    return found?.kind === 'folder'
      ? (nodeNamed(world.access.children(account, found), name)?.code ?? '')
      : '';
  };
  const started = world.uploads.start(account, -1n, 'reserved.bin', 20n);
  if ('refused' in started) throw new Error(started.refused);
  return {
    hello: code('hello world.txt'),
    pattern: code('pattern.bin'),
    folder: code('Open <folder>'),
    locked: code('Locked'),
    kept: within('Locked', 'kept.html'),
    chart: within('Open <folder>', 'chart.png'),
    broken: within('Open <folder>', 'broken.jpg'),
    key: world.sessions.open(account),
    fileId: started.id,
  };
}

const nodeNamed = <Node extends NodeRecord>(nodes: Iterable<Node>, name: string): Node | undefined =>
  [...nodes].find((node) => node.name === name);

const download = ({ hello }: Known): Sent => ({
  method: 'GET',
  target: `/download/${hello}/a`,
  headers: [],
  body: new Uint8Array(0),
  rules: [],
  pieces: 1,
});

test('a request is answered alike through a socket and without one', { timeout: PATIENCE }, async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(sentTo(known), { minLength: 1, maxLength: 4 }), async (requests) => {
      expect(await fresh()).toEqual(known);
      for (const sent of requests) {
        const [socket, plain] = await ways.exchange(sent);
        expect(plain, `${sent.method} ${sent.target}`).toEqual(socket);
        kinds.add(`${socket.journal[0]?.kind ?? 'other'} ${socket.isCut ? 'cut' : socket.status}`);
      }
    }),
    // A download that goes well is rare among random requests.
    { numRuns: RUNS, endOnFailure: true, examples: [[[download(known)]]] },
  );
  // The comparison is worth little unless most of what can happen did.
  expect([...kinds]).toEqual(
    expect.arrayContaining(['call 200', 'call 500', 'part 200', 'download 200', 'other 404']),
  );
  expect([...kinds].filter((kind) => kind.endsWith(' cut'))).not.toEqual([]);
});
