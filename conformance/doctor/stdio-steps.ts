import { beforeDeadline, LATE } from '../deadline.js';
import type { Target } from '../drivers/client-under-test.js';
import { Notes } from '../drivers/notes.js';
import type { StdioOptions } from '../drivers/options.js';
import type { Outcome } from '../drivers/pending-calls.js';
import { EXAMPLES } from '../drivers/read-message.js';
import { StdioPeer } from '../drivers/stdio-peer.js';
import { advice, type Diagnosis, ill, type Step, skipped, well } from './finding.js';
import type { Visitor } from './upload-steps.js';

/** An adapter that is examined by what it says. */
export interface StdioVisitor extends Visitor {
  readonly command: readonly string[];
  readonly options: StdioOptions;
  /** How long it may take to do what takes no time. */
  readonly patienceMs: number;
}

export const STARTS: Step<StdioVisitor> = {
  title: 'starts and says hello',
  examine: (visitor) =>
    withPeer(visitor, async ({ hello }) => {
      const { name, version, operations, concurrency } = hello;
      const title = [name, version].filter((part) => part !== undefined).join(' ');
      return well(`${title}: ${operations.join(', ')}; calls at a time: ${concurrency}`);
    }),
};

export const CONVERSES: readonly Step<StdioVisitor>[] = [
  { title: 'takes open and close without an answer', examine: opens },
  { title: 'answers unsupported to an operation that there is not', examine: declines },
];

export const BEHAVES: readonly Step<StdioVisitor>[] = [
  { title: 'replies to a call that is cancelled at its deadline', examine: stops },
  { title: 'takes as many calls at a time as it says', examine: doesMore },
  { title: 'ends when its input ends', examine: endsWithInput },
  { title: 'ends on SIGTERM', examine: endsOnSignal },
];

const NO_OPERATION = 'noSuchOperation';

async function opens(visitor: StdioVisitor): Promise<Diagnosis> {
  return withPeer(visitor, async (peer) => {
    open(peer, 's1', visitor.practice.silent);
    peer.send({ type: 'close', session: 's1' });
    open(peer, 's2', visitor.practice.silent);
    // In any case, a reply to open would have come before it.
    const outcome = await beforeDeadline(
      peer.call('s2', NO_OPERATION, {}, visitor.patienceMs).outcome,
      visitor.patienceMs,
    );
    if (outcome === LATE || outcome.kind !== 'crashed') return well();
    return ill(
      `${outcome.how} Before came open, close and another open.`,
      'It goes on until its input ends.',
    );
  });
}

async function declines(visitor: StdioVisitor): Promise<Diagnosis> {
  return withPeer(visitor, async (peer) => {
    open(peer, 's1', visitor.practice.healthy);
    const { id, outcome } = peer.call('s1', NO_OPERATION, {}, visitor.patienceMs);
    const said = await beforeDeadline(outcome, visitor.patienceMs);
    if (said !== LATE && said.kind === 'unsupported') return well();
    return ill(
      `A call of ${NO_OPERATION} ${came(said, visitor.patienceMs)}`,
      `Send instead ${EXAMPLES.unsupported.replace('c1', id)}`,
    );
  });
}

async function stops(visitor: StdioVisitor): Promise<Diagnosis> {
  return withPeer(visitor, async (peer) => {
    open(peer, 's1', visitor.practice.silent);
    const { id, outcome } = peer.call('s1', 'upload', argumentsOf(visitor), DEADLINE_MS);
    const inTime = await beforeDeadline(outcome, DEADLINE_MS);
    if (inTime === LATE) peer.send({ type: 'cancel', id });
    const said = inTime === LATE ? await beforeDeadline(outcome, visitor.patienceMs) : inTime;
    if (said === LATE)
      return advice(
        `A call to a server that never answers had a deadline of ${DEADLINE_MS} ms, was cancelled then, and had no reply ${visitor.patienceMs} ms later.`,
        'The kit ends such a client and starts it again, which costs time. Give requests a timeout, such as what is left of deadlineMs.',
      );
    if (said.kind === 'error') return well(`${said.error.kind}: ${said.error.message}`);
    return ill(
      `An upload to a server that never answers ${came(said, visitor.patienceMs)}`,
      `Send instead {"type":"error","id":"${id}","kind":"timeout","message":"No answer in time"}`,
    );
  });
}

async function doesMore(visitor: StdioVisitor): Promise<Diagnosis> {
  return withPeer(visitor, async (peer) => {
    const { concurrency } = peer.hello;
    if (concurrency === 1) return skipped('It takes one call at a time.');
    open(peer, 's1', visitor.practice.silent);
    for (let call = 1; call < concurrency; call++)
      peer.call('s1', 'upload', argumentsOf(visitor), visitor.patienceMs * 2);
    const said = await beforeDeadline(
      peer.call('s1', NO_OPERATION, {}, visitor.patienceMs).outcome,
      visitor.patienceMs,
    );
    if (said !== LATE && said.kind === 'unsupported') return well();
    return ill(
      `It says "concurrency":${concurrency}. With ${concurrency - 1} under way, one more ${came(said, visitor.patienceMs)}`,
      'Read the next line while calls are under way, or say "concurrency":1.',
    );
  });
}

async function endsWithInput(visitor: StdioVisitor): Promise<Diagnosis> {
  return withPeer(visitor, async (peer) => {
    peer.endInput();
    if ((await beforeDeadline(peer.ended, visitor.patienceMs)) !== LATE) return well();
    return ill(
      `${visitor.patienceMs} ms after the end of its input it is still running.`,
      'Leave the loop that reads lines at the end of the input, and end what else keeps the process alive.',
    );
  });
}

async function endsOnSignal(visitor: StdioVisitor): Promise<Diagnosis> {
  return withPeer(visitor, async (peer) => {
    peer.signal('SIGTERM');
    if ((await beforeDeadline(peer.ended, visitor.patienceMs)) !== LATE) return well();
    return ill(
      `${visitor.patienceMs} ms after SIGTERM it is still running.`,
      'Do not catch SIGTERM, or end when it comes.',
    );
  });
}

const DEADLINE_MS = 500;

async function withPeer(
  { command, options }: StdioVisitor,
  use: (peer: StdioPeer) => Promise<Diagnosis>,
): Promise<Diagnosis> {
  const peer = await StdioPeer.start(command, options, new Notes());
  try {
    return await use(peer);
  } finally {
    peer.signal('SIGKILL');
    await peer.ended;
  }
}

const open = (peer: StdioPeer, session: string, { wsdl, soap, login, password }: Target): void =>
  peer.send({ type: 'open', session, wsdl, soap, login, password });

const argumentsOf = ({ practice: { file, name } }: StdioVisitor) => ({ file, name, dirId: '-1' });

/** What came of a call, to follow `the call`. */
function came(said: Outcome | typeof LATE, ms: number): string {
  if (said === LATE) return `was not answered within ${ms} ms.`;
  if (said.kind === 'crashed') return `made it crash. ${said.how}`;
  const what = said.kind === 'error' ? `error (${said.error.kind}: ${said.error.message})` : said.kind;
  return `was answered with ${what}.`;
}
