import { useEffect, useState } from 'preact/hooks';
import { get, send } from './api.js';
import {
  curlOf,
  type Entry,
  expectationOf,
  failingRule,
  type RawBody,
  summaryOf,
  textOf,
  titleOf,
} from './entry.js';
import { bytes, dateTime } from './format.js';
import { messageOf } from './hooks.js';

function Body({ body, size }: { readonly body: RawBody | undefined; readonly size: string }) {
  if (body?.withheld !== undefined) return <p class="quiet">{body.withheld}</p>;
  if (body?.base64 === undefined) return <p class="quiet">{bytes(size)}, not recorded</p>;
  return <pre class="block">{textOf(body.base64)}</pre>;
}

function Headers({ pairs }: { readonly pairs: Entry['headers'] }) {
  return (
    <dl class="facts">
      {pairs.map(({ name, value }, index) => (
        <div key={`${index} ${name}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const recordRaw = (): Promise<Response> => send('PATCH', 'journal/settings', { json: { recordRaw: true } });

/** Everything about an exchange, and what can be made of it. */
export function EntryDetail({ entry: given, close }: { readonly entry: Entry; readonly close: () => void }) {
  const [entry, setEntry] = useState(given);
  const [message, setMessage] = useState('');
  useEffect(() => {
    // The event stream leaves out raw bodies. The entry may be gone meanwhile; then the page shows what it has.
    get<Entry>(`journal/${given.seq}`).then(setEntry, (error: unknown) => setMessage(messageOf(error)));
  }, [given.seq]);
  const run = (work: Promise<unknown>, done: string): void => {
    work.then(
      () => setMessage(done),
      (error: unknown) => setMessage(messageOf(error)),
    );
  };
  const copy = (text: string, what: string): void =>
    run(navigator.clipboard.writeText(text), `Copied as ${what}.`);
  const json = (value: unknown): string => JSON.stringify(value, null, 2);
  const { raw, fault, refusal } = entry;
  return (
    <aside class="detail" aria-label="Details">
      <header>
        <h2>
          <span class={`outcome ${entry.outcome}`}>{entry.outcome}</span> {titleOf(entry)}{' '}
          <small>#{entry.seq}</small>
        </h2>
        <button type="button" aria-label="Close details" onClick={close}>
          ×
        </button>
      </header>
      <p>{summaryOf(entry)}</p>
      <div class="tools">
        <button
          type="button"
          class="primary"
          onClick={() =>
            run(send('POST', 'rules', { json: failingRule(entry) }), 'Armed: the next one like this fails.')
          }
        >
          Make the next one fail
        </button>
        <button type="button" onClick={() => copy(curlOf(entry), 'curl')}>
          Copy curl
        </button>
        <button type="button" onClick={() => copy(json(failingRule(entry)), 'a rule')}>
          Copy rule
        </button>
        <button type="button" onClick={() => copy(json(expectationOf(entry)), 'an expectation')}>
          Copy expectation
        </button>
      </div>
      <p role="status" class="message">
        {message}
      </p>
      <dl class="facts">
        <div>
          <dt>Time</dt>
          <dd>
            {dateTime(entry.time)}, {entry.ms} ms
          </dd>
        </div>
        <div>
          <dt>Account</dt>
          <dd>{entry.account ?? 'none'}</dd>
        </div>
        <div>
          <dt>Status</dt>
          <dd>{entry.status ?? 'no response'}</dd>
        </div>
        <div>
          <dt>Rules</dt>
          <dd>{entry.rules.join(', ') || 'none fired'}</dd>
        </div>
      </dl>
      {entry.warnings.length > 0 && (
        <ul class="warnings">
          {entry.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <div class="sides">
        <section>
          <h3>Request</h3>
          <pre class="block">{json(entry.arguments ?? entry.fields ?? entry.range ?? {})}</pre>
          <p class="address">
            {entry.method} {entry.target}
          </p>
          <details>
            <summary>Headers</summary>
            <Headers pairs={entry.headers} />
          </details>
          <details>
            <summary>Body</summary>
            <Body body={raw?.request} size={entry.bytesIn} />
          </details>
        </section>
        <section>
          <h3>Response</h3>
          <pre class="block">{json(fault ?? refusal ?? entry.result ?? null)}</pre>
          {raw && (
            <details>
              <summary>Headers</summary>
              <Headers pairs={raw.responseHeaders} />
            </details>
          )}
          <details>
            <summary>Body</summary>
            <Body body={raw?.response} size={entry.bytesOut} />
          </details>
        </section>
      </div>
      {!raw && (
        <button type="button" onClick={() => run(recordRaw(), 'Bodies are recorded from now on.')}>
          Record bodies from now on
        </button>
      )}
    </aside>
  );
}
