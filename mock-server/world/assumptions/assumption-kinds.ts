/** An open question about the service: the syntax of its answer, and the default. */
export interface Assumption<Value> {
  /** What the answer decides, in one line. */
  readonly meaning: string;
  readonly preset: Value;
  /** The preset as it is written. */
  readonly written: string;
  /** What else can be written, for the documentation. */
  readonly otherwise: string;
  /** Reads an answer. @returns what is wrong with it as `complaint`, to follow the words `is "…", which` */
  read(text: string): { readonly value: Value } | { readonly complaint: string };
}

/** One of a few words; the first is the preset. */
export function choice<const Value extends string>(
  meaning: string,
  values: readonly [Value, ...Value[]],
): Assumption<Value> {
  const [preset, ...others] = values;
  return {
    meaning,
    preset,
    written: preset,
    otherwise: others.map((value) => `\`${value}\``).join(' '),
    read(text) {
      const value = values.find((known) => known === text);
      return value === undefined ? { complaint: `is not one of ${values.join(', ')}` } : { value };
    },
  };
}

/** A whole number from 0 to 2^63 - 1. */
export function amount(meaning: string, preset: bigint): Assumption<bigint> {
  return {
    meaning,
    preset,
    written: String(preset),
    otherwise: 'a whole number',
    read(text) {
      const value = /^\d{1,19}$/.test(text) ? BigInt(text) : -1n;
      return value >= 0n && value < 2n ** 63n
        ? { value }
        : { complaint: 'is not a whole number from 0 to 2^63 - 1' };
    },
  };
}

/** Any text but an empty one. */
export function words(meaning: string, preset: string): Assumption<string> {
  return {
    meaning,
    preset,
    written: preset,
    otherwise: 'a text',
    read: (text) => (text === '' ? { complaint: 'is empty' } : { value: text }),
  };
}

/** A number for each of some names, written `name:number,name:number`. Names that are not written keep theirs. */
export function codes<const Codes extends Readonly<Record<string, number>>>(
  meaning: string,
  preset: Codes,
): Assumption<Readonly<Record<keyof Codes, number>>> {
  const names = Object.keys(preset);
  return {
    meaning,
    preset,
    written: names.map((name) => `${name}:${preset[name]}`).join(','),
    otherwise: 'other numbers for some of the names',
    read(text) {
      const chosen: Record<string, number> = { ...preset };
      for (const pair of text.split(',')) {
        const [, name = '', digits = ''] = /^\s*([\w-]+)\s*:\s*(\d{1,4})\s*$/.exec(pair) ?? [];
        if (!names.includes(name)) {
          return { complaint: `has "${pair}", but must be name:number pairs of ${names.join(', ')}` };
        }
        chosen[name] = Number(digits);
      }
      if (new Set(Object.values(chosen)).size < names.length) {
        return { complaint: 'gives two names the same number' };
      }
      // Every name of the preset is there, with a number.
      return { value: chosen as Record<keyof Codes, number> };
    },
  };
}

/** Some numbers in an order, written `1,2,3`. */
export function order(meaning: string, preset: readonly number[]): Assumption<readonly number[]> {
  const sorted = (numbers: readonly number[]): string => [...numbers].sort((a, b) => a - b).join();
  return {
    meaning,
    preset,
    written: preset.join(','),
    otherwise: 'the same numbers in another order',
    read(text) {
      const value = text.split(',').map((number) => (number.trim() === '' ? Number.NaN : Number(number)));
      return sorted(value) === sorted(preset)
        ? { value }
        : { complaint: `is not ${sorted(preset)} in some order` };
    },
  };
}
