import type { JournalEntry } from '../../mock-server/index.js';
import { type WireText, wireText } from './text/wire-text.js';
import type { NamedText } from './text/wording.js';

/** One exchange as a row of a table. */
export interface TraceRow {
  readonly is: 'exchange';
  readonly seq: number;
  /** Name of the operation, or what else it was. */
  readonly what: string;
  /** Without login and password where these are the account's. */
  readonly arguments: readonly NamedText[];
  readonly response: string;
  /** Whether it went well for who asked. */
  readonly fine: boolean;
  /** What else is to be known: rules that touched it, warnings, where secrets stood. */
  readonly remarks: readonly string[];
  /** Whether it shows the failure. */
  readonly offending: boolean;
  /** As it went over the wire, if the journal kept that. */
  readonly wire: WireText | undefined;
}

/** So many exchanges between two that are shown. */
export interface TraceGap {
  readonly is: 'gap';
  readonly count: number;
}

type CallEntry = Extract<JournalEntry, { readonly kind: 'call' }>;
type PartEntry = Extract<JournalEntry, { readonly kind: 'part' }>;
type DownloadEntry = Extract<JournalEntry, { readonly kind: 'download' }>;

/** The journal in order. */
export function traceOf(journal: readonly JournalEntry[], seqs: readonly number[]): TraceRow[] {
  const offending = new Set(seqs);
  return journal.map((entry) => rowOf(entry, offending.has(entry.seq)));
}

/**
 * Leaves out rows in the middle of long traces: kept are the first and last ones, the offending ones, and those close to them.
 * @param most rows; somewhat more are shown when many are offending
 */
export function shortened(rows: readonly TraceRow[], most: number): (TraceRow | TraceGap)[] {
  if (rows.length <= most) return [...rows];
  const near = Math.floor(most / 4);
  const offending = rows.flatMap((row, i) => (row.offending ? [i] : [])).slice(0, most);
  const shown = new Set<number>();
  const show = (from: number, to: number) => {
    for (let i = Math.max(0, from); i < Math.min(rows.length, to); i += 1) shown.add(i);
  };
  show(0, near);
  show(rows.length - near, rows.length);
  for (const i of offending) show(i - 2, i + 3);
  return withGaps(rows, shown);
}

function withGaps(rows: readonly TraceRow[], shown: ReadonlySet<number>): (TraceRow | TraceGap)[] {
  const result: (TraceRow | TraceGap)[] = [];
  let count = 0;
  for (const [i, row] of rows.entries()) {
    if (!shown.has(i)) {
      count += 1;
      continue;
    }
    if (count > 0) result.push({ is: 'gap', count });
    count = 0;
    result.push(row);
  }
  return count > 0 ? [...result, { is: 'gap', count }] : result;
}

function rowOf(entry: JournalEntry, offending: boolean): TraceRow {
  return {
    is: 'exchange',
    seq: entry.seq,
    ...subjectOf(entry),
    response: responseOf(entry),
    fine: entry.outcome === 'ok',
    remarks: [
      ...entry.rules.map((rule) => `touched by rule ${rule}`),
      ...entry.warnings,
      ...(entry.kind === 'part' ? entry.secretsIn.map((place) => `has a secret in ${place}`) : []),
    ],
    offending,
    wire: wireText(entry),
  };
}

function subjectOf(entry: JournalEntry): Pick<TraceRow, 'what' | 'arguments'> {
  if (entry.kind === 'call')
    return { what: entry.operation ?? `${entry.method} ${entry.target}`, arguments: argumentsOf(entry) };
  return entry.kind === 'part'
    ? { what: 'upload part', arguments: partTexts(entry) }
    : { what: 'download', arguments: downloadTexts(entry) };
}

function argumentsOf({ arguments: values, account }: CallEntry): NamedText[] {
  return Object.entries(values)
    .filter(
      ([name, value]) => !(name === 'login' && value === account) && !(name === 'password' && value === MASK),
    )
    .map(([name, value]) => ({ name, text: typeof value === 'string' ? value : JSON.stringify(value) }));
}

/** What the journal shows in place of a password. */
const MASK = '********';

function partTexts({ fileId, firstByte, received, fileName, fields }: PartEntry): NamedText[] {
  return present([
    ['file', fileId],
    ['first byte', firstByte],
    ['bytes', received],
    ['name', fileName],
    ['fields', fields.map(({ name }) => name).join(', ')],
  ]);
}

function downloadTexts({ fileId, name, range }: DownloadEntry): NamedText[] {
  return present([
    ['file', fileId],
    ['name', name],
    ['from byte', range?.start],
    ['to before byte', range?.end],
  ]);
}

const present = (pairs: readonly (readonly [string, string | undefined])[]): NamedText[] =>
  pairs.flatMap(([name, text]) => (text === undefined || text === '' ? [] : [{ name, text }]));

function responseOf(entry: JournalEntry): string {
  const status = entry.status === undefined ? '' : `HTTP ${entry.status}`;
  if (entry.outcome === 'cut')
    return status === '' ? 'no response: the connection was cut' : `${status}, then cut`;
  if (entry.kind === 'call') {
    if (entry.fault) return `fault ${entry.fault.code}: ${entry.fault.text}`;
    if (entry.outcome === 'error') return status;
    if (entry.result === undefined) return 'nothing';
    return typeof entry.result === 'string' ? quotedIfBlank(entry.result) : JSON.stringify(entry.result);
  }
  if (entry.kind === 'part' && entry.refusal)
    return `refused, ${entry.refusal.code}: ${entry.refusal.reason}`;
  return status;
}

const quotedIfBlank = (text: string): string => (text.trim() === '' ? JSON.stringify(text) : text);
