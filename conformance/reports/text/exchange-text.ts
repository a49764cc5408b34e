import type { JournalEntry, Json } from '../../../mock-server/index.js';
import { bytes } from './wording.js';

type Part = Extract<JournalEntry, { readonly kind: 'part' }>;

/** How much was sent. What is refused before it is read has bytes, too: those of its form. */
export const amount = ({ received, bytesIn, outcome }: Part): string =>
  received === '0' && outcome !== 'ok' && BigInt(bytesIn) > 1n
    ? `an unread form of ${bytes(bytesIn)}`
    : bytes(received);

/** One exchange, as a sentence. @param who asked */
export function exchangeText(entry: JournalEntry, who = 'It'): string {
  const arranged = entry.rules.length > 0 ? ', as was arranged' : '';
  return `[${entry.seq}] ${who} ${requestText(entry)}; ${replyText(entry)}${arranged}.`;
}

function requestText(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'call': {
      const given = Object.entries(entry.arguments).filter(([name]) => !CREDENTIALS.has(name));
      const list = given.map(([name, value]) => `${name} ${quoted(value)}`).join(', ');
      return entry.operation === undefined && list === ''
        ? 'called no operation that is known'
        : `called ${entry.operation ?? 'no operation that is known'}(${list})`;
    }
    case 'part':
      return entry.fileId === undefined
        ? `sent ${amount(entry)} without the id of a file to ${entry.target}`
        : `sent ${amount(entry)} ${entry.received === '0' && entry.outcome !== 'ok' ? 'for' : 'of'} file ${entry.fileId} from byte ${entry.firstByte ?? 'unknown'} on`;
    case 'download':
      return `asked for the bytes of file ${entry.fileId ?? 'unknown'}`;
  }
}

const CREDENTIALS = new Set(['login', 'password']);

function replyText(entry: JournalEntry): string {
  if (entry.outcome === 'cut') return 'the connection was cut before the whole answer was there';
  if (entry.kind === 'call' && entry.fault)
    return `the service answered with the fault ${quoted(entry.fault.text)}`;
  if (entry.kind === 'part' && entry.refusal)
    return `the service refused them (code ${entry.refusal.code}, ${entry.refusal.reason})`;
  if (entry.outcome !== 'ok') return `the service answered with HTTP status ${entry.status ?? 'unknown'}`;
  if (entry.kind === 'call')
    return entry.result === undefined
      ? 'the service answered'
      : `the service answered ${resultText(entry.result)}`;
  return entry.kind === 'part' ? 'the service took them' : 'the service sent them';
}

/** Lists and items in words, as far as a sentence can hold them; the journal of the report has all of them. */
function resultText(result: Json): string {
  if (Array.isArray(result)) {
    const shown = result.slice(0, MOST_SHOWN).map(resultText);
    const more = result.length - shown.length;
    const list = [...shown, ...(more > 0 ? [`${more} more`] : [])].join('; ');
    return `${result.length} ${result.length === 1 ? 'item' : 'items'}${list && `: ${list}`}`;
  }
  if (typeof result !== 'object' || result === null) return quoted(result);
  const values = result as Readonly<Record<string, Json>>;
  const { id, name, size, directory, ...rest } = values;
  if (id === undefined || name === undefined) return pairsText(values);
  if (directory === true) return `folder ${id} ${quoted(name)}`;
  const pairs = pairsText(Object.fromEntries(Object.entries(rest).slice(0, MOST_SHOWN)));
  const length = size === undefined ? '' : ` (${bytes(String(size))})`;
  return `file ${id} ${quoted(name)}${length}${pairs && `, ${pairs}`}`;
}

const MOST_SHOWN = 5;

const pairsText = (pairs: Readonly<Record<string, Json>>): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name} ${quoted(value)}`)
    .join(', ');

const quoted = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
