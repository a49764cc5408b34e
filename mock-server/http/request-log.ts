import type { RuleReport } from '../edge-cases/index.js';
import { maskAddresses } from '../journal/index.js';
import type { LogEntry, LogSink } from '../options.js';

export type { LogEntry, LogSink } from '../options.js';

/** Protects requests from errors of a user's sink. The first error is printed, as the log cannot take it. */
export function guardedLog(sink: LogSink): LogSink {
  let isReported = false;
  const failed = (error: unknown): void => {
    if (!isReported) console.error('The log option of 4shared-testkit failed:', error);
    isReported = true;
  };
  return (entry) => {
    try {
      // A function that returns a promise is assignable to LogSink, too.
      const written: unknown = sink(entry);
      if (written instanceof Promise) written.catch(failed);
    } catch (error) {
      failed(error);
    }
  };
}

/** The end of a namespace. A rule that never fired is probably a mistake in the test that armed it. */
export const endEntry = (namespace: string, unused: readonly RuleReport[]): LogEntry => ({
  what: namespace === '' ? 'end' : `end of ~${namespace}`,
  result: 'closed',
  ms: 0,
  warnings: unused.map(({ rule }) => `the rule "${rule.id}" never fired`),
});

const RESULT_LENGTH = 160;

/**
 * The result of an operation in a few words: texts and numbers as they are, lists by their length, items by their id.
 */
export function describeResult(result: unknown): string {
  if (result === undefined) return 'done';
  if (typeof result === 'string') return clip(JSON.stringify(maskAddresses(result)));
  if (typeof result !== 'object' || result === null) return String(result);
  // A structure may have a field `length`, too.
  if (Symbol.iterator in result && 'length' in result)
    return result.length === 1 ? '1 item' : `${result.length} items`;
  return 'id' in result ? `item ${result.id}` : 'ok';
}

/** The log for people: time, request, account, result, duration; warnings on separate lines. */
export function prettyLog(write: (line: string) => void, now: () => number): LogSink {
  return (entry) => {
    const time = new Date(now()).toISOString().slice(11, 23);
    const account = entry.account === undefined ? '-' : printable(entry.account) || '""';
    write(
      `${time}  ${printable(entry.what)}  ${account}  ${printable(entry.result)}  ${entry.ms.toFixed(1)} ms`,
    );
    for (const warning of entry.warnings) write(`              warning: ${printable(warning)}`);
    if (entry.failure !== undefined) write(`              failure: ${describeFailure(entry.failure)}`);
  };
}

const escapedInJson = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');

/** Characters that JSON does not escape, but that end a line, move the cursor or change the direction of a terminal. */
const UNSEEN = /[\p{Cf}\u007f-\u009f\u2028\u2029]/gu;

/** The log for programs: one JSON object a line. */
export function jsonLog(write: (line: string) => void, now: () => number): LogSink {
  return (entry) => {
    const { failure, ms, ...rest } = entry;
    const line = { time: new Date(now()).toISOString(), ...rest, ms: Number(ms.toFixed(3)) };
    const text = JSON.stringify(
      failure === undefined ? line : { ...line, failure: describeFailure(failure) },
    );
    write(text.replace(UNSEEN, escapedInJson));
  };
}

function describeFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const { cause, message, stack = message } = failure;
  return cause instanceof Error ? `${stack}\nbecause of ${cause.stack ?? cause.message}` : stack;
}

const clip = (text: string): string =>
  text.length <= RESULT_LENGTH ? text : `${text.slice(0, RESULT_LENGTH)}... (${text.length} characters)`;

/** A name from outside must not fake a second line or move the cursor of a terminal. */
const printable = (text: string): string => clip(text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, escaped));

const escaped = (character: string): string =>
  character === '\n' ? '\\n' : `\\u{${character.codePointAt(0)?.toString(16)}}`;
