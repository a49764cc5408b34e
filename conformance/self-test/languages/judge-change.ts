import { readFileSync } from 'node:fs';
import type { Report, RequirementResult } from '../../client-suite/report.js';
import { REQUIREMENTS } from '../../client-suite/requirements/index.js';
import { runConformance } from '../../client-suite/run-conformance.js';
import { here } from '../../clients/adapters.js';
import { type KnownFailures, readKnownFailures } from '../../engine/records/known-failures.js';
import { changedClient } from './changed-client.js';
import type { LanguageFault, LanguageVariant } from './language-fault.js';
import type { Language } from './languages.js';

/** How a whole run of the kit is made. */
export interface JudgingRun {
  readonly seed: number;
  /** Cases of each requirement. */
  readonly runs: number;
  /** Whether corners, and what was learnt of the client, are left out. */
  readonly quick: boolean;
}

/** What a whole run of the kit says of a client with a change. */
export interface Judged {
  readonly change: LanguageFault | LanguageVariant;
  readonly seed: number;
  /** The requirement that has to be a cause was one. Undefined of a right variant. */
  readonly isFound: boolean | undefined;
  /** Cases that were run until that requirement was broken; undefined when only a smaller case breaks it. */
  readonly foundAfter: number | undefined;
  /** Other causes, and what went wrong besides: a line each. */
  readonly accused: readonly string[];
  readonly consequences: readonly string[];
}

/** The judge must find the fault and accuse the client of nothing else. */
export const isRight = ({ isFound, accused }: Judged): boolean => isFound !== false && accused.length === 0;

/** They wait for seconds, and are about nothing else. */
const ABOUT_WAITING = ['UP-48', 'UP-49', 'UP-50', 'UP-51'];

/** @throws Error when the change does not fit, or the client cannot be made */
export async function judgeChange(
  language: Language,
  change: LanguageFault | LanguageVariant,
  { seed, runs, quick }: JudgingRun,
): Promise<Judged> {
  const own = 'rule' in change ? change.rule : undefined;
  const { client, remove } = await changedClient(language, change);
  try {
    const report = await runConformance(client, {
      // A fault may break no more than what is at the lowest level; all else must be decided at the usual one.
      ...{ seed, runs, quick, level: own === undefined ? 'must' : 'may' },
      // A right variant may be a slow one, and so waits for what never comes as well.
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
  change: LanguageFault | LanguageVariant,
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
