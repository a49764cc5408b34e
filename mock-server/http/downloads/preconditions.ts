import type { HttpRequest, RequestHeaders } from '../request.js';

/** Identifies one state of a file: a strong entity tag, and its date as in a header. */
interface Validators {
  readonly etag: string;
  readonly lastModified: string;
}

/**
 * Evaluates the preconditions of a request for an existing file, in the order of RFC 9110, 13.2.2.
 * @returns undefined to serve the request as if it had none
 */
export function failedPrecondition(
  { method, headers }: HttpRequest,
  validators: Validators,
): 304 | 412 | undefined {
  const isRead = method === 'GET' || method === 'HEAD';
  const match = headers.get('if-match');
  if (match !== undefined) {
    if (!names(match, validators.etag, isSame)) return 412;
  } else if (isChangedSince(headers.get('if-unmodified-since'), validators) === true) return 412;
  const noneMatch = headers.get('if-none-match');
  if (noneMatch !== undefined) {
    if (names(noneMatch, validators.etag, isSameWeakly)) return isRead ? 304 : 412;
  } else if (isRead && isChangedSince(headers.get('if-modified-since'), validators) === false) return 304;
  return undefined;
}

/** Whether a range may be sent: without If-Range, or if it names the current state (RFC 9110, 13.1.5). */
export function mayBePartial(headers: RequestHeaders, { etag, lastModified }: Validators): boolean {
  const condition = headers.get('if-range')?.trim();
  if (condition === undefined) return true;
  if (/^(?:W\/)?"/.test(condition)) return isSame(condition, etag);
  return timeOf(condition) === Date.parse(lastModified);
}

/** Whether a list of entity tags, or `*` for any, contains the tag. */
function names(list: string, etag: string, compare: (sent: string, etag: string) => boolean): boolean {
  if (list.trim() === '*') return true;
  return (list.match(/(?:W\/)?"[^"]*"/g) ?? []).some((sent) => compare(sent, etag));
}

const isSame = (sent: string, etag: string): boolean => sent === etag;

const isSameWeakly = (sent: string, etag: string): boolean => sent.replace(/^W\//, '') === etag;

/** Undefined without a valid date: then the condition does not apply. */
function isChangedSince(date: string | undefined, { lastModified }: Validators): boolean | undefined {
  const time = timeOf(date);
  return time === undefined ? undefined : Date.parse(lastModified) > time;
}

/** A date in one of the three formats of RFC 9110, 5.6.7. JavaScript parses more as a date, such as `0`. */
const HTTP_DATE =
  /^\s*(?:[A-Z][a-z]{2}, (\d\d) [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|[A-Z][a-z]+day, (\d\d)-[A-Z][a-z]{2}-\d\d [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} ([ \d]\d) [\d:]{8} \d{4})\s*$/;

/** Milliseconds since 1970; undefined for text that is no date, and for days that do not exist. */
function timeOf(text: string | undefined): number | undefined {
  const [date, ...days] = HTTP_DATE.exec(text ?? '') ?? [];
  if (date === undefined) return undefined;
  // The third format has no zone, but is in GMT.
  const time = new Date(date.includes('GMT') ? date : `${date} GMT`);
  return time.getUTCDate() === Number(days.find((day) => day !== undefined)) ? time.getTime() : undefined;
}
