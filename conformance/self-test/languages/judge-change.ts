import { readFileSync } from 'node:fs';
import { runConformance } from '../../client-suite/index.js';
import type { Report, RequirementResult } from '../../client-suite/report.js';
import { REQUIREMENTS } from '../../client-suite/requirements/index.js';
import { here } from '../../clients/adapters.js';
import type { KnownFailures } from '../../engine/index.js';
import { readKnownFailures } from '../../engine/records/read-known-failures.js';
import { changedClient } from './changed-client.js';
import type { LanguageMutant, LanguageVariant } from './language-mutant.js';
import type { Language } from './languages.js';

/** Settings of a whole run of the kit. */
export interface JudgingRun {
  readonly seed: number;
  /** Cases of each requirement. */
  readonly runs: number;
  /** Leaves out corners and learnt cases. */
  readonly quick: boolean;
}

/** The result of a whole run of the kit for a changed client. */
export interface Judged {
  readonly change: LanguageMutant | LanguageVariant;
  readonly seed: number;
  /** Whether the expected requirement is a cause. Undefined for a variant. */
  readonly isFound: boolean | undefined;
  /** Cases until that requirement was broken; undefined when only a shrunk case breaks it. */
  readonly foundAfter: number | undefined;
  /** Other causes and troubles, a line each. */
  readonly accused: readonly string[];
  readonly consequences: readonly string[];
}

/** The kit must find the mutant and blame the client for nothing else. */
export const isRight = ({ isFound, accused }: Judged): boolean => isFound !== false && accused.length === 0;

/** Their cases take seconds each. */
const ABOUT_WAITING = ['UP-48', 'UP-49', 'UP-50', 'UP-51'];

/** @throws Error when the change does not fit, or the client cannot be built */
export async function judgeChange(
  language: Language,
  change: LanguageMutant | LanguageVariant,
  { seed, runs, quick }: JudgingRun,
): Promise<Judged> {
  const own = 'requirement' in change ? change.requirement : undefined;
  const { client, remove } = await changedClient(language, change);
  try {
    const report = await runConformance(client, {
      // A mutant may break nothing above the lowest level; variants are judged at the usual one.
      ...{ seed, runs, quick, level: own === undefined ? 'must' : 'may' },
      // A variant may be slow, so it gets the cases without an answer, too.
      skip: own === undefined ? [] : ABOUT_WAITING.filter((id) => id !== own),
      known: knownOf(language),
    });
    return judgedBy(report, change, own);
  } finally {
    await remove();
  }
}

function knownOf({ known }: Language): KnownFailures | undefined {
  return known === undefined
    ? undefined
    : readKnownFailures(readFileSync(here(known), 'utf8'), known, REQUIREMENTS);
}

function judgedBy(
  { requirements, troubles, seed }: Report,
  change: LanguageMutant | LanguageVariant,
  own: string | undefined,
): Judged {
  const broken = requirements.filter(({ status }) => status === 'broken');
  const causes = broken.filter((each) => each.causes === undefined);
  const found = causes.find(({ id }) => id === own);
  return {
    change,
    seed,
    isFound: own === undefined ? undefined : found !== undefined,
    foundAfter: found?.brokenAfter,
    accused: [
      ...causes.filter((each) => each !== found).flatMap(accusation),
      ...troubles.map(({ blame, message }) => `${blame}: ${message.split('\n', 1)}`),
    ],
    consequences: broken.filter((each) => each.causes !== undefined).map(({ id }) => id),
  };
}

const accusation = ({ id, counterexample, others = [] }: RequirementResult): string[] =>
  [counterexample, ...others].flatMap((each) => (each ? `${id}: ${each.did}` : []));
