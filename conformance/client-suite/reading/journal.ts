import type { JournalEntry } from '../../../mock-server/index.js';
import type { OperationName } from '../../../wsdl/contract.js';
import type { Verdict } from '../../engine/index.js';
import type { Observation } from '../requirement.js';

/** The journal of one case, in the order in which exchanges began. */
export type Journal = readonly JournalEntry[];

/** A SOAP call. */
export type Call = Extract<JournalEntry, { readonly kind: 'call' }>;

/** A request to the upload address. */
export type Part = Extract<JournalEntry, { readonly kind: 'part' }>;

/** The calls of one of these operations, in order. */
export function callsOf(journal: Journal, ...names: readonly OperationName[]): Call[] {
  const wanted: readonly (string | undefined)[] = names;
  return journal.filter((entry) => entry.kind === 'call').filter((call) => wanted.includes(call.operation));
}

/** All requests to the upload address. */
export const partsIn = (journal: Journal): Part[] => journal.filter((entry) => entry.kind === 'part');

/** Whether a form brought a file. The field of a file has no value in the journal, a text has. */
export const broughtFile = ({ fields }: Part): boolean => fields.some(({ value }) => value === undefined);

/**
 * The fake's message about an id or a position that is no number, if it refused the part for that. The journal may mask the
 * value itself.
 */
export const noNumberIn = ({ refusal }: Part): string | undefined =>
  /^(resumable\w+) must be a whole number, not .*$/s.exec(refusal?.reason ?? '')?.[0];

/** An argument as a text; empty when it was not sent. */
export function argumentOf({ arguments: all }: Call, name: string): string {
  const value = all[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The result as a text; undefined when the client received none that it could read. */
export function returnedText({ result, outcome }: Call): string | undefined {
  if (outcome !== 'ok') return undefined;
  return typeof result === 'string' || typeof result === 'number' ? String(result) : undefined;
}

/** The result as a 64-bit number; undefined when it is none. */
export function numberOf(call: Call): bigint | undefined {
  const text = returnedText(call);
  return text !== undefined && /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}

/** Whether one exchange began before another one. */
export const isBefore = (one: JournalEntry, other: JournalEntry): boolean =>
  Date.parse(one.time) - Date.parse(other.time) < 0 || (one.time === other.time && one.seq < other.seq);

/** Whether one exchange was over before another one was. */
export const endedBefore = (one: JournalEntry, other: JournalEntry): boolean => one.seq < other.seq;

/** The exchanges that one of these rules touched. */
export const touched = (journal: Journal): JournalEntry[] => journal.filter(({ rules }) => rules.length > 0);

/** The two judges of a requirement that is judged by the journal alone, in a case and when an app is used by hand. */
export const byJournal = (judgeJournal: (journal: Journal) => Verdict) => ({
  judge: ({ journal }: Pick<Observation, 'journal'>) => judgeJournal(journal),
  judgeJournal,
});
