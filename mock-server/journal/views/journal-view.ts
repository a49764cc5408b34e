import type {
  AnyEntry,
  CallEntry,
  CallRecord,
  DownloadEntry,
  DownloadRecord,
  JournalEntry,
  PartEntry,
  PartRecord,
  Recorded,
  ViewOptions,
} from '../entry.js';
import { MASK, type Secrets } from '../masking/secrets.js';
import { jsonView, objectView, secretsOf } from '../masking/values.js';
import { rawView } from './raw-view.js';

/** A record as it is shown. */
export function viewOf(recorded: Recorded, options: ViewOptions): JournalEntry {
  const { record } = recorded;
  const secrets = secretsOf(record);
  const shared = sharedView(recorded, secrets, options);
  if (record.kind === 'call') return { ...shared, ...callView(record, secrets) };
  return record.kind === 'part'
    ? { ...shared, ...partView(record, secrets) }
    : { ...shared, ...downloadView(record, secrets) };
}

function sharedView(recorded: Recorded, secrets: Secrets, options: ViewOptions): AnyEntry {
  const { seq, record } = recorded;
  const mask = (text: string) => secrets.mask(text);
  const raw = options.raw === false ? undefined : rawView(recorded, secrets, options);
  return {
    seq,
    time: new Date(record.time).toISOString(),
    ms: Number(record.ms.toFixed(3)),
    ...optional('account', record.account, mask),
    outcome: record.outcome,
    ...(record.status === undefined ? {} : { status: record.status }),
    method: record.http.method,
    target: secrets.maskTarget(record.http.target),
    headers: secrets.maskHeaders(record.http.headers),
    ...(record.http.scheme === undefined ? {} : { scheme: record.http.scheme }),
    rules: record.rules,
    warnings: record.warnings.map(mask),
    bytesIn: String(record.bytesIn),
    bytesOut: String(record.bytesOut),
    ...(raw === undefined ? {} : { raw }),
  };
}

function callView(record: CallRecord, secrets: Secrets): Own<CallEntry> {
  const { fault, result, resultCut: cut } = record;
  return {
    kind: 'call',
    version: record.version,
    ...optional('operation', record.operation, (name) => name),
    arguments: objectView(record.arguments, secrets),
    ...(result === undefined ? {} : { result: jsonView(result, secrets) }),
    ...(cut === undefined ? {} : { resultCut: { members: cut.members, bytes: String(cut.bytes) } }),
    ...(fault === undefined ? {} : { fault: { code: fault.code, text: secrets.mask(fault.text) } }),
  };
}

function partView(record: PartRecord, secrets: Secrets): Own<PartEntry> {
  const { refusal } = record;
  return {
    kind: 'part',
    ...optional('fileId', record.fileId, String),
    ...optional('firstByte', record.firstByte, String),
    received: String(record.received),
    ...optional('fileName', record.fileName, (name) => secrets.mask(name)),
    fields: record.fields.map(({ name, value }) => ({
      name,
      ...optional('value', value, (text) => secrets.maskNamed('field', name, text)),
    })),
    ...(refusal === undefined
      ? {}
      : { refusal: { code: refusal.code, reason: withoutQuotes(refusal.reason, secrets) } }),
    secretsIn: [...new Set(record.secrets.map(({ where, name }) => `${where} ${name}`))],
  };
}

/** A refusal quotes the value it complains about, which may be the password in the wrong field. */
function withoutQuotes(reason: string, secrets: Secrets): string {
  return secrets.isInRequest ? reason.replace(/"(?:[^"\\]|\\.)*"/g, `"${MASK}"`) : reason;
}

function downloadView(record: DownloadRecord, secrets: Secrets): Own<DownloadEntry> {
  const { range } = record;
  return {
    kind: 'download',
    ...optional('fileId', record.fileId, String),
    ...optional('name', record.name, (name) => secrets.mask(name)),
    ...(range === undefined ? {} : { range: { start: String(range.start), end: String(range.end) } }),
  };
}

/** Fields of one kind of entry. */
type Own<Entry extends AnyEntry> = Omit<Entry, keyof AnyEntry>;

/** A property that is absent without a value, also for JSON and comparisons. */
function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
  shown: (value: Value) => string,
): { readonly [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: shown(value) } as { [Key in Name]: string });
}

/** Newline-delimited JSON: one line an entry, made on iteration. */
export function* ndjson(entries: Iterable<JournalEntry>): Generator<string, void, undefined> {
  for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}
