import { InvalidArgumentError, Option } from 'commander';

/** Reads a whole number of an option. @returns a function for commander */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, '': 1000 };

/** Reads a time such as `90`, `90s`, `2m` or `500ms`. @returns milliseconds */
export function duration(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (ms > 0) return ms;
  throw new InvalidArgumentError('It must be a time, such as 90, 90s, 2m or 500ms.');
}

/** Refuses what a variable that is not set leaves of a value. */
export function notEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}

/** Adds up what an option that may be repeated is given; several values may stand in one, separated by commas. */
export const several = (text: string, former: readonly string[] = []): readonly string[] => [
  ...former,
  ...text.split(',').map((each) => each.trim()),
];

/** The version of the service that a client is made for. Has no default, so that a token can decide. */
export const serviceOption = (): Option =>
  new Option(
    '--service <version>',
    'version of the service that the client is made for (default: jax3)',
  ).choices(['jax3', 'jax2']);
