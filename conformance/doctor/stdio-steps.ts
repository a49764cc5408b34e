import { beforeDeadline, LATE } from '../deadline.js';
import {
  type Call,
  EXAMPLES,
  Notes,
  outcomeText,
  type ReplyOutcome,
  type StdioOptions,
  StdioPeer,
  type Target,
} from '../drivers/index.js';
import { advice, type Diagnosis, failed, ok, type Step, skipped } from './finding.js';
import type { UploadSetup } from './upload-steps.js';

/** What the steps need that only an adapter takes. Each of these steps starts it anew. */
interface StdioSetup extends UploadSetup {
  readonly command: readonly string[];
  readonly options: StdioOptions;
  /** Milliseconds that anything but an upload may take. */
  readonly replyMs: number;
}

/** A step that has a process of the adapter for itself. */
const step = (
  title: string,
  check: (peer: StdioPeer, setup: StdioSetup) => Promise<Diagnosis>,
): Step<StdioSetup> => ({
  title,
  check: async (setup) => {
    const peer = await StdioPeer.start(setup.command, setup.options, new Notes());
    try {
      return await check(peer, setup);
    } finally {
      peer.signal('SIGKILL');
      await peer.ended;
    }
  },
});

/** The first step: without it, nothing else can be checked. */
export const STARTS = step('starts and says hello', async ({ hello }) => {
  const { name, version, operations, concurrency } = hello;
  const title = [name, version].filter((part) => part !== undefined).join(' ');
  return ok(`${title}: ${operations.join(', ')}; calls at a time: ${concurrency}`);
});

/** Steps that any adapter can take, also one whose uploads fail. */
export const SPEAKS: readonly Step<StdioSetup>[] = [
  step('takes open and close without a reply', async (peer, { testbed, replyMs }) => {
    open(peer, 's1', testbed.silent);
    peer.send({ type: 'close', session: 's1' });
    open(peer, 's2', testbed.silent);
    // A reply to open would have come before any reply to this call.
    const outcome = await before(replyMs, peer.call('s2', NO_OPERATION, {}, replyMs));
    if (outcome === LATE || outcome.kind !== 'crashed') return ok();
    return failed(
      `${outcome.how} It had received open, close and another open.`,
      'Keep running until the input ends.',
    );
  }),
  step('reports an unknown operation as unsupported', async (peer, { testbed, replyMs }) => {
    open(peer, 's1', testbed.working);
    const call = peer.call('s1', NO_OPERATION, {}, replyMs);
    const outcome = await before(replyMs, call);
    if (outcome !== LATE && outcome.kind === 'unsupported') return ok();
    return failed(
      `Called with ${NO_OPERATION}, the client ${textOf(outcome, replyMs)}.`,
      `Send instead ${EXAMPLES.unsupported.replace('c1', call.id)}`,
    );
  }),
];

/** Steps about time and about the end. */
export const BEHAVES: readonly Step<StdioSetup>[] = [
  step('replies to a call that is cancelled at its deadline', async (peer, setup) => {
    const { testbed, replyMs } = setup;
    open(peer, 's1', testbed.silent);
    const call = peer.call('s1', 'upload', uploadOf(setup), DEADLINE_MS);
    let outcome = await before(DEADLINE_MS, call);
    if (outcome === LATE) {
      peer.send({ type: 'cancel', id: call.id });
      outcome = await before(replyMs, call);
    }
    if (outcome === LATE)
      return advice(
        `A call to a server that never responds had a deadline of ${DEADLINE_MS} ms, was cancelled then, and had no reply ${replyMs} ms later.`,
        'The kit ends such a client and starts it again, which costs time. Give requests a timeout, such as what is left of deadlineMs.',
      );
    if (outcome.kind === 'error') return ok(`${outcome.error.kind}: ${outcome.error.message}`);
    return failed(
      `The server never responded, and the client ${textOf(outcome, replyMs)}.`,
      `Send instead {"type":"error","id":"${call.id}","kind":"timeout","message":"No response in time"}`,
    );
  }),
  step('takes as many calls at a time as its hello has', async (peer, setup) => {
    const { concurrency } = peer.hello;
    const { testbed, replyMs } = setup;
    if (concurrency === 1) return skipped('It takes one call at a time.');
    open(peer, 's1', testbed.silent);
    for (let call = 1; call < concurrency; call++) peer.call('s1', 'upload', uploadOf(setup), replyMs * 2);
    const outcome = await before(replyMs, peer.call('s1', NO_OPERATION, {}, replyMs));
    if (outcome !== LATE && outcome.kind === 'unsupported') return ok();
    return failed(
      `Its hello has "concurrency":${concurrency}. With ${concurrency - 1} calls under way, given one more, the client ${textOf(outcome, replyMs)}.`,
      'Read the next line while calls are under way, or set "concurrency":1.',
    );
  }),
  step('ends when its input ends', async (peer, { replyMs }) => {
    peer.endInput();
    if ((await beforeDeadline(peer.ended, replyMs)) !== LATE) return ok();
    return failed(
      `It still runs ${replyMs} ms after the end of its input.`,
      'Leave the loop that reads lines at the end of the input, and end what else keeps the process alive.',
    );
  }),
  step('ends on SIGTERM', async (peer, { replyMs }) => {
    peer.signal('SIGTERM');
    if ((await beforeDeadline(peer.ended, replyMs)) !== LATE) return ok();
    return failed(
      `It still runs ${replyMs} ms after SIGTERM.`,
      'Do not catch SIGTERM, or end when it comes.',
    );
  }),
];

const NO_OPERATION = 'noSuchOperation';
const DEADLINE_MS = 500;

const before = (ms: number, { outcome }: Call): Promise<ReplyOutcome | typeof LATE> =>
  beforeDeadline(outcome, ms);

const open = (peer: StdioPeer, session: string, { wsdl, soap, login, password }: Target): void =>
  peer.send({ type: 'open', session, wsdl, soap, login, password });

const uploadOf = ({ testbed: { file, name } }: StdioSetup) => ({ file, name, dirId: '-1' });

const textOf = (outcome: ReplyOutcome | typeof LATE, afterMs: number): string =>
  outcomeText(outcome === LATE ? { kind: 'timed-out', afterMs } : outcome);
