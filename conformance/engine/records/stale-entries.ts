import { matches } from '../choice.js';
import type { RequirementResult } from '../findings.js';
import type { Judgeable } from '../suite.js';
import { type KnownFailure, type KnownFailures, lapsed } from './known-failures.js';

/** When and against what a list of known failures was used. */
export interface Occasion {
  /** The client or server that was judged. */
  readonly subject: Judgeable;
  /** As 2027-01-31, UTC. */
  readonly today: string;
  /** Globs of the ids that were to be left out. */
  readonly skip: readonly string[];
}

/**
 * What a list of known failures has that this run does not bear out, a sentence or two each: the place of the entry, what
 * became of its requirement, and what it probably meant. What was merely not chosen for this run is passed over.
 */
export function staleEntries(
  known: KnownFailures,
  results: readonly RequirementResult[],
  occasion: Occasion,
): string[] {
  return [...known].flatMap(([id, entry]) => {
    const result = results.find((each) => each.id === id);
    const what = result && whatBecame(result, entry, occasion);
    if (!what) return [];
    const place = entry.place === undefined ? '' : `${entry.place}: `;
    return [`${place}${what} ${advice(result, entry, results, known, occasion)}`];
  });
}

function whatBecame(
  { id, status }: RequirementResult,
  entry: KnownFailure,
  { subject, today, skip }: Occasion,
): string | undefined {
  const why = lapsed(id, entry, subject.version, today);
  if (why !== undefined && status !== 'skipped') return why;
  switch (status) {
    case 'unexpectedly-kept':
      return `The known failure of ${id} is outdated: the requirement is kept.`;
    case 'not-claimed':
      return `The known failure of ${id} has no effect: the ${subject.kind} does not claim what ${id} is about.`;
    case 'not-exercised':
      return `The known failure of ${id} has no effect: no case of this run showed whether ${id} is kept.`;
    case 'skipped':
      return skip.some((glob) => matches(glob, id))
        ? `The known failure of ${id} has no effect: ${id} is left out with --skip.`
        : undefined;
    default:
      return undefined;
  }
}

function advice(
  result: RequirementResult,
  { reason }: KnownFailure,
  results: readonly RequirementResult[],
  known: KnownFailures,
  { subject }: Occasion,
): string {
  if (result.status === 'broken')
    return `${result.id} is still broken: fix the ${subject.kind}, or state why it may fail for longer.`;
  const unforeseen = results.filter(({ id, status }) => status === 'broken' && !known.has(id));
  const meant = nearest(`${result.title} ${reason}`, unforeseen, results);
  if (meant) return `Did you mean ${meant.id} (${meant.title}), which is broken?`;
  return result.status === 'skipped' ? 'Take it off one of the two.' : 'Remove the entry.';
}

/** Words that so few requirements share are a likeness; the same for several that a few more do. */
const LIKE = 0.3;

/** Of some requirements, the one that has most in common with a text. A word counts the less the more requirements have it. */
function nearest(
  text: string,
  candidates: readonly RequirementResult[],
  all: readonly RequirementResult[],
): RequirementResult | undefined {
  const wanted = wordsOf(text);
  const vocabularies = all.map(vocabulary);
  const rarity = (word: string): number => 1 / vocabularies.filter((words) => words.has(word)).length;
  const likeness = (result: RequirementResult): number => {
    if (wanted.has(result.id.toLowerCase())) return Number.POSITIVE_INFINITY;
    const shared = [...vocabulary(result)].filter((word) => wanted.has(word));
    return shared.reduce((sum, word) => sum + rarity(word), 0);
  };
  const [best] = candidates
    .map((result) => ({ result, like: likeness(result) }))
    .sort((a, b) => b.like - a.like);
  return best && best.like >= LIKE ? best.result : undefined;
}

const vocabulary = ({ title, evidence, counterexample }: RequirementResult): ReadonlySet<string> =>
  wordsOf(`${title} ${evidence.about} ${counterexample?.did ?? ''}`);

/** In lower case, without the end of the plural. */
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []).map((word) => word.replace(/(?<=\w{3})s$/, '')),
  );
