import { setTimeout as pause } from 'node:timers/promises';
import type { JournalEntry } from '../../../mock-server/index.js';
import type { OperationName, Operations } from '../../../wsdl/contract.js';
import {
  type CallOutcome,
  type Exchanged,
  type HttpReply,
  type HttpRequest,
  NoAnswerError,
  type ServerUnderTest,
} from '../server-under-test.js';
import { Masks } from './masks.js';
import { shownJson } from './shown-json.js';

/** The journal entry of a call. */
export type CallEntry = Extract<JournalEntry, { readonly kind: 'call' }>;
/** The journal entry of a posted part. */
export type PartEntry = Extract<JournalEntry, { readonly kind: 'part' }>;
/** The journal entry of a download. */
export type DownloadEntry = Extract<JournalEntry, { readonly kind: 'download' }>;

/** The fields of an entry besides the common ones. */
export type About = Own<CallEntry> | Own<PartEntry> | Own<DownloadEntry>;

type Own<Entry extends JournalEntry> = Omit<Entry, Exclude<keyof Common, 'kind'>>;
type Common = Pick<CallEntry, keyof CallEntry & keyof PartEntry & keyof DownloadEntry>;

/** What comes of a request. */
type Came = Pick<Common, 'outcome'> & Partial<Pick<CallEntry, 'status' | 'result' | 'fault'>>;

const MASK = '********';

interface RecorderOptions {
  /** Time before each request in milliseconds, for a service that is to be treated gently. Default: 0. */
  readonly pauseMs?: number;
  /** Never shown. */
  readonly passwords?: readonly string[];
}

/** The exchanges between the suite and the service, as entries of the fake's journal. */
export class Recorder {
  readonly entries: JournalEntry[] = [];
  readonly #server: ServerUnderTest;
  readonly #pauseMs: number;
  readonly #masks: Masks;

  constructor(server: ServerUnderTest, { pauseMs = 0, passwords = [] }: RecorderOptions = {}) {
    this.#server = server;
    this.#pauseMs = pauseMs;
    this.#masks = new Masks(passwords);
  }

  /** @throws NoAnswerError */
  async call<Name extends OperationName>(
    name: Name,
    args: Operations[Name]['args'],
  ): Promise<CallOutcome<Operations[Name]['result']>> {
    const { version, address } = this.#server;
    const shown = Object.entries(args).map(([key, value]) => [
      key,
      key === 'password' ? MASK : shownJson(value),
    ]);
    const about = { kind: 'call', version, operation: name, arguments: Object.fromEntries(shown) } as const;
    // What carries the call is not known before it is made.
    const request = { method: 'POST', url: address, headers: {} } as const;
    const ask = () => this.#server.call(name, args);
    const outcome = await this.#recorded(about, request, ask, cameOfCall, ({ exchanged }) => exchanged);
    // Steps compare outcomes, and no two exchanges are alike.
    const { exchanged: _, ...rest } = outcome;
    return rest;
  }

  /** @throws NoAnswerError */
  send(request: HttpRequest, about: About): Promise<HttpReply> {
    const ask = () => this.#server.send(request);
    return this.#recorded(about, request, ask, cameOfRequest, (reply) => ({ request, reply }));
  }

  async #recorded<Answer>(
    about: About,
    request: HttpRequest,
    ask: () => Promise<Answer>,
    came: (answer: Answer) => Came,
    exchangedBy: (answer: Answer) => Exchanged | undefined,
  ): Promise<Answer> {
    if (this.#pauseMs > 0) await pause(this.#pauseMs);
    const [time, started] = [new Date().toISOString(), performance.now()];
    const note = (what: Came, exchanged: Exchanged | undefined): void => {
      const ms = Math.round(performance.now() - started);
      const seq = this.entries.length + 1;
      const facts = { ...requestFacts(exchanged?.request ?? request), ...this.#replyFacts(exchanged) };
      this.entries.push({ ...about, ...facts, seq, time, ms, ...what } as JournalEntry);
    };
    try {
      const answer = await ask();
      note(this.#masks.shown(came(answer)), exchangedBy(answer));
      return answer;
    } catch (error) {
      const exchanged = error instanceof NoAnswerError ? error.exchanged : undefined;
      note({ outcome: exchanged ? 'error' : 'cut' }, exchanged);
      throw error;
    }
  }

  /** Of a reply that is not known, there are no bytes. */
  #replyFacts(
    exchanged: Exchanged | undefined,
  ): Pick<Common, 'bytesOut'> & Partial<Pick<Common, 'status' | 'raw'>> {
    if (!exchanged) return { bytesOut: '0' };
    const { request, reply } = exchanged;
    const raw = {
      request: this.#masks.body(request.body ?? new Uint8Array(0)),
      response: this.#masks.body(reply.body),
      responseHeaders: this.#masks.headers(reply.headers),
    };
    return { status: reply.status, bytesOut: String(reply.body.length), raw };
  }
}

const requestFacts = ({ method, url, headers, body }: HttpRequest) => ({
  method,
  target: url,
  headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  rules: [],
  warnings: [],
  bytesIn: String(body?.length ?? 0),
});

function cameOfCall(outcome: CallOutcome): Came {
  if ('fault' in outcome) {
    const { code, text } = outcome.fault;
    return { outcome: 'fault', fault: { code, text } };
  }
  return {
    outcome: 'ok',
    ...(outcome.value !== undefined && { result: shownJson(outcome.value) }),
  };
}

const cameOfRequest = ({ status }: HttpReply): Came => ({ outcome: status < 400 ? 'ok' : 'error' });
