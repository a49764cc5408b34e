import { SERVICE } from './api.js';

/** An entry of the journal, as far as the page shows it. 64-bit numbers are decimal texts. */
export interface Entry {
  readonly seq: number;
  readonly kind: 'call' | 'part' | 'download';
  readonly time: string;
  readonly ms: number;
  readonly account?: string;
  readonly outcome: 'ok' | 'fault' | 'refused' | 'error' | 'cut';
  readonly status?: number;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly rules: readonly string[];
  readonly warnings: readonly string[];
  readonly bytesIn: string;
  readonly bytesOut: string;
  readonly raw?: {
    readonly request: RawBody;
    readonly response: RawBody;
    readonly responseHeaders: readonly { readonly name: string; readonly value: string }[];
  };
  readonly version?: string;
  readonly operation?: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly fault?: { readonly code: string; readonly text: string };
  readonly fileId?: string;
  readonly firstByte?: string;
  readonly received?: string;
  readonly fileName?: string;
  readonly fields?: readonly { readonly name: string; readonly value?: string }[];
  readonly refusal?: { readonly code: number; readonly reason: string };
  readonly name?: string;
  readonly range?: { readonly start: string; readonly end: string };
}

/** A recorded body. */
export interface RawBody {
  readonly base64?: string;
  readonly of?: number;
  readonly withheld?: string;
}

/** What an entry is about, in one or two words. */
export function titleOf(entry: Entry): string {
  if (entry.kind === 'call') return entry.operation ?? 'unknown operation';
  return entry.kind === 'part' ? 'upload part' : 'download';
}

/** The most telling facts of an entry, in one line. */
export function summaryOf(entry: Entry): string {
  if (entry.fault) return entry.fault.text;
  if (entry.refusal) return entry.refusal.reason;
  if (entry.kind === 'part')
    return `${entry.fileName ?? ''} ${entry.received} bytes at ${entry.firstByte ?? 0}`.trim();
  if (entry.kind === 'download') return entry.name ?? entry.target;
  const values = Object.entries(entry.arguments ?? {}).filter(([name]) => !/login|password/i.test(name));
  return values.map(([name, value]) => `${name}: ${plain(value)}`).join(', ');
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Conditions of the list. Empty texts match all. */
export interface Filter {
  readonly operation: string;
  readonly account: string;
  readonly outcome: string;
  readonly text: string;
}

/** Whether an entry meets all conditions. */
export function matches(entry: Entry, { operation, account, outcome, text }: Filter): boolean {
  if (operation !== '' && titleOf(entry) !== operation) return false;
  if (account !== '' && entry.account !== account) return false;
  if (outcome !== '' && entry.outcome !== outcome) return false;
  return text === '' || JSON.stringify(entry).toLowerCase().includes(text.toLowerCase());
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Headers that curl makes itself. */
const OWN = /^(?:host|content-length|connection|transfer-encoding|accept-encoding|expect)$/i;

/** A curl line that repeats the request; the body only if it was recorded. Passwords in it are masked. */
export function curlOf({ method, target, headers, raw }: Entry): string {
  const address = target.startsWith('/') ? new URL(target, SERVICE).href : target;
  const kept = headers.filter(({ name }) => !OWN.test(name));
  const body = raw?.request.base64 === undefined || method === 'GET' ? undefined : textOf(raw.request.base64);
  return [
    `curl -X ${method} ${quoted(address)}`,
    ...kept.map(({ name, value }) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined || body === '' ? [] : [`--data-binary ${quoted(body)}`]),
  ].join(' \\\n  ');
}

/** A rule that makes the same exchange fail the next time, once. */
export function failingRule(entry: Entry): object {
  const account = entry.account === undefined ? {} : { account: entry.account };
  const on =
    entry.kind === 'call'
      ? { kind: 'call', ...(entry.operation === undefined ? {} : { operation: entry.operation }), ...account }
      : { kind: entry.kind, ...account };
  const act = {
    call: { act: 'fault', text: 'Armed on the page' },
    part: { act: 'refuse', code: 4 },
    download: { act: 'status', status: 500 },
  }[entry.kind];
  return { note: 'Armed on the page', on, do: [act], times: 1 };
}

/** An expectation for `POST /journal/verify`. */
export function expectationOf({ kind, operation, account, outcome }: Entry): object {
  return { expect: [{ match: { kind, operation, account, outcome }, times: { atLeast: 1 } }] };
}

/** A recorded body as text; bytes that are no UTF-8 become U+FFFD. */
export function textOf(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
}
