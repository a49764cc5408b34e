import { Failure } from './failure.js';

/**
 * A whole number of 64 bits that the service answered with.
 * @throws Failure when it is none
 */
export function wholeNumber(text: string | undefined, what: string): bigint {
  if (typeof text === 'string' && /^\s*[+-]?\d{1,19}\s*$/.test(text))
    return BigInt(text.trim().replace('+', ''));
  throw new Failure(
    'refused',
    `the service answered ${what} with ${text === undefined ? 'nothing' : `"${text}"`}`,
  );
}
