import { setTimeout as pause } from 'node:timers/promises';
import type { JournalEntry } from '../../../mock-server/index.js';
import type { OperationName, Operations } from '../../../wsdl/contract.js';
import type { CallOutcome, HttpReply, HttpRequest, ServerUnderTest } from '../server-under-test.js';
import { shownJson } from './shown-json.js';

export type CallEntry = Extract<JournalEntry, { readonly kind: 'call' }>;
export type PartEntry = Extract<JournalEntry, { readonly kind: 'part' }>;
export type DownloadEntry = Extract<JournalEntry, { readonly kind: 'download' }>;

/** What the entry of a request says besides what every entry says. */
export type About = Own<CallEntry> | Own<PartEntry> | Own<DownloadEntry>;

type Own<Entry extends JournalEntry> = Omit<Entry, Exclude<keyof Common, 'kind'>>;
type Common = Pick<CallEntry, keyof CallEntry & keyof PartEntry & keyof DownloadEntry>;

/** What comes of a request. */
type Came = Pick<Common, 'outcome' | 'status' | 'bytesOut'> & Partial<Pick<CallEntry, 'result' | 'fault'>>;

const MASK = '********';

/** What goes to and fro between the suite and the service, in the form in which the fake's own journal tells it. */
export class Recorder {
  readonly entries: JournalEntry[] = [];
  readonly #server: ServerUnderTest;
  readonly #pauseMs: number;

  /** @param pauseMs time before each request, for a service that is to be treated gently */
  constructor(server: ServerUnderTest, pauseMs = 0) {
    this.#server = server;
    this.#pauseMs = pauseMs;
  }

  /** @throws NoAnswerError */
  call<Name extends OperationName>(
    name: Name,
    args: Operations[Name]['args'],
  ): Promise<CallOutcome<Operations[Name]['result']>> {
    const { version, address } = this.#server;
    const shown = Object.entries(args).map(([key, value]) => [
      key,
      key === 'password' ? MASK : shownJson(value),
    ]);
    const about = { kind: 'call', version, function: name, arguments: Object.fromEntries(shown) } as const;
    return this.#recorded(
      about,
      { method: 'POST', url: address, headers: {} },
      () => this.#server.call(name, args),
      cameOfCall,
    );
  }

  /** @throws NoAnswerError */
  send(request: HttpRequest, about: About): Promise<HttpReply> {
    return this.#recorded(about, request, () => this.#server.send(request), cameOfRequest);
  }

  async #recorded<Answer>(
    about: About,
    request: HttpRequest,
    ask: () => Promise<Answer>,
    came: (answer: Answer) => Came,
  ): Promise<Answer> {
    if (this.#pauseMs > 0) await pause(this.#pauseMs);
    const [time, started] = [new Date().toISOString(), performance.now()];
    const note = (what: Came): void => {
      const ms = Math.round(performance.now() - started);
      const seq = this.entries.length + 1;
      this.entries.push({ ...about, ...requestFacts(request), seq, time, ms, ...what } as JournalEntry);
    };
    try {
      const answer = await ask();
      note(came(answer));
      return answer;
    } catch (error) {
      note({ outcome: 'cut', bytesOut: '0' });
      throw error;
    }
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
    return { outcome: 'fault', bytesOut: '0', fault: { code, text } };
  }
  return {
    outcome: 'ok',
    bytesOut: '0',
    ...(outcome.value !== undefined && { result: shownJson(outcome.value) }),
  };
}

const cameOfRequest = ({ status, body }: HttpReply): Came => ({
  outcome: status < 400 ? 'ok' : 'error',
  status,
  bytesOut: String(body.length),
});
