import { FixtureError } from './errors.js';

interface Assumption {
  readonly values: readonly [string, ...string[]];
  /** What the choice decides, in one line. The first value is the default. */
  readonly meaning: string;
}

/** Everything about the service that is assumed and can be chosen otherwise. */
export const ASSUMPTIONS = {
  completion: {
    values: ['finish', 'all-bytes'],
    meaning: 'when an upload becomes a file: with uploadFinishFile, or already when all its bytes are there',
  },
  'dir-zero': {
    values: ['unknown', 'root'],
    meaning: 'what folder 0 means where an upload starts',
  },
  'bin-counts': {
    values: ['yes', 'no'],
    meaning: 'whether files in the recycle bin use up space',
  },
  'short-digest': {
    values: ['refuse', 'accept'],
    meaning: 'a digest that lost its leading zeros in uploadFinishFile',
  },
  'rename-clash': {
    values: ['refuse', 'allow'],
    meaning: 'renaming a file to the name of another file of its folder',
  },
  'code-length': {
    values: ['8', '10'],
    meaning: 'how many characters the code in the address of a file or folder has',
  },
} as const satisfies Record<string, Assumption>;

export type AssumptionName = keyof typeof ASSUMPTIONS;

/** One chosen value for every assumption. */
export type Assumptions = {
  readonly [Name in AssumptionName]: (typeof ASSUMPTIONS)[Name]['values'][number];
};

/**
 * Checks what was chosen and fills the rest with the defaults.
 * @throws FixtureError for an unknown name or value, with the path `assume.<name>`
 */
export function chooseAssumptions(chosen: Readonly<Record<string, string | undefined>> = {}): Assumptions {
  for (const name of Object.keys(chosen)) {
    if (Object.hasOwn(ASSUMPTIONS, name)) continue;
    throw new FixtureError(
      `assume.${name}`,
      `is no assumption that is known; there are ${Object.keys(ASSUMPTIONS).join(', ')}`,
    );
  }
  return {
    completion: choose('completion', ASSUMPTIONS.completion.values, chosen),
    'dir-zero': choose('dir-zero', ASSUMPTIONS['dir-zero'].values, chosen),
    'bin-counts': choose('bin-counts', ASSUMPTIONS['bin-counts'].values, chosen),
    'short-digest': choose('short-digest', ASSUMPTIONS['short-digest'].values, chosen),
    'rename-clash': choose('rename-clash', ASSUMPTIONS['rename-clash'].values, chosen),
    'code-length': choose('code-length', ASSUMPTIONS['code-length'].values, chosen),
  };
}

function choose<Value extends string>(
  name: AssumptionName,
  values: readonly [Value, ...Value[]],
  chosen: Readonly<Record<string, string | undefined>>,
): Value {
  const wanted = chosen[name];
  if (wanted === undefined) return values[0];
  const value = values.find((known) => known === wanted);
  if (value === undefined) {
    throw new FixtureError(`assume.${name}`, `is "${wanted}", which is not one of ${values.join(', ')}`);
  }
  return value;
}
