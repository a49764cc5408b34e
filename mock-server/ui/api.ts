/** The control API of the namespace that the page is below: `/_control/` or `/~name/_control/`. */
export const CONTROL = new URL('../', document.baseURI);

/** Address of the service in that namespace, without a trailing slash. */
export const SERVICE = new URL('..', CONTROL).href.replace(/\/$/, '');

const TOKEN = '4shared-testkit control token';

/** Keeps the token of `--control-token` until the tab is closed. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

/** A refusal of the control API: a problem document. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    message: string,
    readonly errors: readonly { readonly path: string; readonly message: string }[] = [],
  ) {
    super(message);
  }
}

interface Sending {
  readonly json?: unknown;
  readonly text?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Sends a request to the control API. @throws Refused */
export async function send(method: string, path: string, sending: Sending = {}): Promise<Response> {
  const { json, text, type = 'application/json', signal } = sending;
  const body = json === undefined ? text : JSON.stringify(json);
  const token = sessionStorage.getItem(TOKEN);
  const response = await fetch(new URL(path, CONTROL), {
    method,
    headers: {
      ...sending.headers,
      ...(body === undefined ? {} : { 'Content-Type': type }),
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body }),
    ...(signal && { signal }),
  });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refused(response.status, problem.detail ?? `Status ${response.status}`, problem.errors);
}

/** The JSON of a response. @throws Refused */
export async function get<Value>(path: string, signal?: AbortSignal): Promise<Value> {
  return (await send('GET', path, signal && { signal })).json();
}

/** A segment of a path. */
export const segment = encodeURIComponent;

/** An event of the journal. */
export interface JournalEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: string;
}

/** Events of the journal, until the signal aborts or the server ends them. `EventSource` could not send the token. */
export async function* journalEvents(after: number, signal: AbortSignal): AsyncGenerator<JournalEvent> {
  const response = await send('GET', 'journal/events', {
    signal,
    headers: { 'Last-Event-ID': String(after) },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const blocks = (rest + read.value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
      const event = lines.get('event');
      if (event) yield { event, id: lines.get('id'), data: lines.get('data') ?? '{}' };
    }
  }
}
