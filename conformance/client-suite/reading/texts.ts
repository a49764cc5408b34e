import { type ClientOutcome, outcomeText } from '../../drivers/index.js';
import { amount, bytes } from '../../reports/index.js';
import type { StepDetails } from '../requirement.js';
import type { CaseFile } from '../scenarios/case.js';
import type { Journal } from './journal.js';
import { type Call, type Part, partsIn } from './journal.js';

const LONG = 80;
/** What stays before the place in which two texts differ. */
const BEFORE = 30;

/** A text in quotes, cut where it would become long. */
export const quoted = (text: string): string => cut(text, 0);

/** Texts that are compared, in quotes. Long ones are cut so that the first place is seen in which one differs from the others. */
export function quotedApart(text: string, others: readonly string[]): readonly [string, readonly string[]] {
  if ([text, ...others].every(({ length }) => length <= LONG)) return [quoted(text), others.map(quoted)];
  const alike = Math.max(0, ...others.map((other) => commonLength(text, other)));
  const from = Math.max(0, alike - BEFORE);
  return [cut(text, from), others.map((other) => cut(other, from))];
}

function cut(text: string, from: number): string {
  const rest = text.slice(from);
  const shown = `${from === 0 ? '' : '…'}${rest.length > LONG ? `${rest.slice(0, LONG - 1)}…` : rest}`;
  // Half of a pair may be left at either end.
  return JSON.stringify(shown === text ? text : shown.replace(/\p{Surrogate}/gu, ''));
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** The outcome of a call, as the rest of a sentence about the client. */
export const saying = (outcome: ClientOutcome): string =>
  outcomeText(outcome, ({ message }) => quoted(message));

/** What was sent to an upload address, as the rest of a sentence. */
export function posting(part: Part): string {
  const address = part.target.replace(/^\/~[^/]*/, '');
  return `posted ${amount(part)} to ${quoted(address)}`;
}

/** All that was posted, in one phrase. */
export function postings(journal: Journal): string {
  const parts = partsIn(journal);
  const [first] = parts;
  if (!first) return 'posted nothing';
  return parts.length === 1 ? posting(first) : `${posting(first)}, and ${parts.length - 1} more`;
}

/** The result of a call, as the end of a sentence. */
export function resultText({ result, fault, outcome }: Call): string {
  if (fault) return `a Fault, ${quoted(fault.text)}`;
  if (outcome === 'cut') return 'a reply that broke off';
  if (result === undefined || result === null) return 'no value';
  if (result === '') return 'an empty text';
  return typeof result === 'string' && !/^-?\d+$/.test(result) ? quoted(result) : String(result);
}

/** What a download wrote, as an object of a sentence. */
export const written = (file: NonNullable<StepDetails['written']> | undefined): string =>
  file === undefined
    ? 'no file'
    : `${bytes(file.size)}${file.isPage ? ' of a page of HTML' : ' that are others'}`;

/** The file, as an object of a sentence. */
export const theFile = ({ name, size }: CaseFile): string => `the file ${quoted(name)} of ${bytes(size)}`;
