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

const DEFAULTS: Assumptions = {
  completion: 'finish',
  'dir-zero': 'unknown',
  'bin-counts': 'yes',
  'short-digest': 'refuse',
  'rename-clash': 'refuse',
  'code-length': '8',
};

/**
 * Fills what was not chosen with the defaults.
 * @throws FixtureError for an unknown name or value
 */
export function chooseAssumptions(chosen: Partial<Assumptions> = {}): Assumptions {
  for (const [name, value] of Object.entries(chosen)) checkChoice(name, value);
  return { ...DEFAULTS, ...chosen };
}

function checkChoice(name: string, value: string): void {
  const known = new Map<string, Assumption>(Object.entries(ASSUMPTIONS));
  const assumption = known.get(name);
  if (!assumption) {
    throw new FixtureError(
      `assume.${name}`,
      `there is no such assumption; there are ${[...known.keys()].join(', ')}`,
    );
  }
  if (!assumption.values.includes(value)) {
    throw new FixtureError(`assume.${name}`, `"${value}" is not one of ${assumption.values.join(', ')}`);
  }
}
