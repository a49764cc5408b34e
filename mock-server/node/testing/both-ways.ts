import { readFileSync } from 'node:fs';
import { CutOff } from '../../edge-cases/index.js';
import type { Rule } from '../../edge-cases/rule.js';
import { PlainRequest } from '../../http/plain-request.js';
import type { LogEntry } from '../../http/request-log.js';
import { type HttpResponse, utf8 } from '../../http/response.js';
import { serveRequest } from '../../http/serve-request.js';
import type { Service } from '../../http/service.js';
import type { JournalEntry } from '../../journal/index.js';
import type { CheckedOptions } from '../../options.js';
import type { Fixture } from '../../world/opening/fixture.js';
import { createService } from '../create-service.js';
import { WireTestbed } from './wire-testbed.js';

/** A request that is sent both ways, with rules that are armed before. */
export interface Sent {
  readonly method: string;
  readonly target: string;
  /** Lines without Host, Connection and Content-Length. */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  readonly rules: readonly Rule[];
  /** Chunk size of the body without a socket, in bytes. */
  readonly pieces: number;
}

/** A response, and what was logged and recorded. */
export interface Outcome {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
  readonly isCut: boolean;
  readonly journal: readonly JournalEntry[];
  readonly log: readonly Omit<LogEntry, 'ms'>[];
}

const base64 = (file: string): string =>
  readFileSync(new URL(`../../../fixtures/media/${file}`, import.meta.url), 'base64');

export const LOGIN = 'a@b.c';

const FIXTURE: Fixture = {
  accounts: [
    {
      login: LOGIN,
      password: 'p',
      quota: 2_000_000n,
      maxFileSize: 1_000_000n,
      files: [
        { name: 'hello world.txt', text: 'Hello, world' },
        { name: 'pattern.bin', size: 200_000n },
        { name: '.empty' },
      ],
      folders: [
        {
          name: 'Open <folder>',
          sharing: { shared: true },
          files: [
            { name: 'chart.png', base64: base64('chart.png') },
            { name: 'song.mp3', base64: base64('song.mp3') },
            { name: 'broken.jpg', text: 'no picture' },
          ],
        },
        {
          name: 'Locked',
          sharing: { shared: true, password: 'sésame' },
          files: [{ name: 'kept.html', text: '<p>kept</p>' }],
        },
      ],
    },
  ],
};

const NOW = Date.UTC(2012, 8, 1, 12);

/** Headers of the connection, which only a socket has. */
const OF_THE_CONNECTION = /^(?:date|connection|keep-alive|transfer-encoding)$/i;

/** Two equal fakes, one behind a socket and one without. */
export class BothWays {
  readonly #bed: WireTestbed;
  readonly #service: Service;
  readonly #logs: readonly [LogEntry[], LogEntry[]];

  private constructor(bed: WireTestbed, service: Service, logs: readonly [LogEntry[], LogEntry[]]) {
    this.#bed = bed;
    this.#service = service;
    this.#logs = logs;
  }

  static async start(options: CheckedOptions = {}): Promise<BothWays> {
    const logs = [[], []] as [LogEntry[], LogEntry[]];
    const [bedLog, plainLog] = logs;
    const same: CheckedOptions = { fixture: FIXTURE, now: () => NOW, storage: 'memory', ...options };
    const bed = await WireTestbed.start({ ...same, log: (entry) => bedLog.push(entry) });
    const service = createService({ ...same, log: (entry) => plainLog.push(entry) }, 'memory');
    return new BothWays(bed, service, logs);
  }

  /** The world behind the socket; the other one has the same addresses and keys. */
  get namespace() {
    return this.#bed.namespace;
  }

  async reset(): Promise<void> {
    for (const { namespaces } of [this.#bed.service, this.#service]) {
      await namespaces.main.reset();
      for (const { name } of namespaces.list()) await namespaces.drop(name);
    }
    for (const log of this.#logs) log.length = 0;
  }

  /** Does the same to both worlds. */
  both<Result>(act: (namespace: Service['namespaces']['main']) => Result): readonly [Result, Result] {
    return [act(this.#bed.namespace), act(this.#service.namespaces.main)];
  }

  async exchange(sent: Sent): Promise<readonly [Outcome, Outcome]> {
    this.both((namespace) => {
      namespace.rules.clear();
      namespace.armRead(sent.rules);
    });
    const plain = await this.#plainly(sent);
    const socket = await this.#throughSocket(sent, plain);
    return [socket, plain];
  }

  async #throughSocket({ method, target, headers, body }: Sent, expected: Outcome): Promise<Outcome> {
    const { head, wire, body: received, end } = await this.#bed.exchange(method, target, body, headers);
    const [line = '', ...lines] = head.split('\r\n');
    const answered = lines.map((each) => each.split(/: (.*)/s).slice(0, 2));
    const isCut = end === 'reset' || line === '' || !isWhole(head, wire, method);
    await this.#settled(expected);
    return this.#outcome(0, Number(line.split(' ')[1] ?? 0), answered.flat(), received, isCut);
  }

  async #plainly(sent: Sent): Promise<Outcome> {
    const { method, target, headers, body, pieces } = sent;
    const request = new PlainRequest({
      method,
      target,
      headers: [
        ...['Host', `127.0.0.1:${this.#bed.port}`],
        ...(body.length > 0 ? ['Content-Length', String(body.length)] : []),
        ...['Connection', 'close'],
        ...headers.flatMap((line) => line.split(/:\s*(.*)/s).slice(0, 2)),
      ],
      authority: `127.0.0.1:${this.#bed.port}`,
      ...(body.length > 0 && { body: split(body, pieces) }),
    });
    let answer: HttpResponse;
    try {
      answer = await new Promise<HttpResponse>((resolve) => serveRequest(this.#service, request, resolve));
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      return this.#outcome(1, 0, [], Buffer.alloc(0), true);
    }
    const { received, cut } = await receive(answer);
    const { status, headers: answered } = answer;
    const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
    const isWhole = !hasBody || answered[answered.indexOf('Content-Length') + 1] === String(received.length);
    // A client that has everything does not see the end of the connection.
    const isCut = cut === 'reset' || (cut === 'end' && !isWhole);
    return this.#outcome(1, status, answered, hasBody ? received : Buffer.alloc(0), isCut);
  }

  /** The response may arrive before it is logged. */
  async #settled({ journal, log }: Outcome): Promise<void> {
    const { namespaces } = this.#bed.service;
    const kept = (): number =>
      [namespaces.main, ...namespaces.list()].reduce((sum, space) => sum + space.journal.report().entries, 0);
    const isThere = (): boolean => this.#logs[0].length >= log.length && kept() >= journal.length;
    for (let turn = 0; turn < 500 && !isThere(); turn++)
      await new Promise((resolve) => setTimeout(resolve, 2));
  }

  #outcome(way: 0 | 1, status: number, headers: readonly string[], body: Buffer, isCut: boolean): Outcome {
    const { namespaces } = way === 0 ? this.#bed.service : this.#service;
    const spaces = [namespaces.main, ...namespaces.list()];
    const journal = spaces.flatMap((space) => {
      const entries = space.journal.entries();
      space.journal.clear();
      return entries.map((entry) => (isCut ? outOfSight(unframed(entry)) : unframed(entry)));
    });
    const log = this.#logs[way].splice(0).map(({ ms: _ms, ...entry }) => (isCut ? ended(entry) : entry));
    return { status, headers: own(headers), body: body.toString('latin1'), isCut, journal, log };
  }

  async close(): Promise<void> {
    await this.#bed.close();
    await this.#service.namespaces.close();
  }
}

async function* split(body: Uint8Array, pieces: number): AsyncGenerator<Uint8Array> {
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

/** Reads a response like a carrier. */
async function receive({ body, over }: HttpResponse): Promise<{ received: Buffer; cut?: CutOff['how'] }> {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    over('sent');
    return { received: Buffer.from(typeof body === 'string' ? utf8(body) : body) };
  }
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
    over('cut');
    return { received: Buffer.concat(chunks), cut: error.how };
  }
  over('sent');
  return { received: Buffer.concat(chunks) };
}

/** An entry without the headers that a socket adds, and without its time. */
function unframed(entry: JournalEntry): JournalEntry {
  const { raw } = entry;
  if (!raw) return { ...entry, ms: 0 };
  const responseHeaders = raw.responseHeaders.filter(({ name }) => !OF_THE_CONNECTION.test(name));
  return { ...entry, ms: 0, raw: { ...raw, responseHeaders } };
}

/** How much of the body of a cut exchange had arrived is not deterministic. */
function outOfSight({ raw, ...entry }: JournalEntry): JournalEntry {
  return { ...entry, ...(raw && { raw: { ...raw, request: raw.response } }), bytesIn: '?' };
}

/** Neither is whether the body was complete, which is a word in the log. */
const ended = (entry: Omit<LogEntry, 'ms'>): Omit<LogEntry, 'ms'> => ({
  ...entry,
  ...(entry.what === 'upload' && { result: 'ended' }),
});

const own = (headers: readonly string[]): string[] => {
  const lines: string[] = [];
  for (let at = 0; at < headers.length; at += 2)
    if (!OF_THE_CONNECTION.test(headers[at] ?? '')) lines.push(`${headers[at]}: ${headers[at + 1]}`);
  return lines;
};

/** Whether the bytes after a head are as many as it announces. */
function isWhole(head: string, wire: Buffer, method: string): boolean {
  if (method === 'HEAD' || / (?:204|304) /.test(head)) return true;
  if (/^transfer-encoding: chunked$/im.test(head)) return wire.subarray(-5).toString() === '0\r\n\r\n';
  const [, promised] = /^content-length: (\d+)$/im.exec(head) ?? [];
  return promised === undefined || Number(promised) === wire.length;
}
