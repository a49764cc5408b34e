import * as v from 'valibot';
import { strictTable } from '../../mock-server/schemas/input-schemas.js';
import { nearestName } from '../../mock-server/schemas/nearest-name.js';
import { whole } from '../../mock-server/schemas/numbers.js';
import { type Given, texts } from '../option-schemas.js';
import type { RequirementFacts } from './requirement.js';

/** A choice that matches nothing. The message suggests what to write instead. */
export class ChoiceError extends Error {
  override readonly name = 'ChoiceError';
}

/** Which requirements are run, as options. */
export const CHOICE = {
  /** Globs on ids: with them, only what matches one of them. `*` matches any characters, `?` one. */
  only: texts,
  /** Globs on ids that are left out. */
  skip: texts,
  /** One of several runs that share the work. `index` counts from 1. */
  shard: v.optional(
    v.pipe(
      strictTable({ index: whole(1), count: whole(1) }),
      v.check(({ index, count }) => index <= count, 'must have an index up to count'),
    ),
  ),
};

/** Which requirements are run. */
export type Choice = Given<typeof CHOICE>;

/** One of several runs that share the work. */
export type Shard = NonNullable<Choice['shard']>;

/**
 * The requirements that are chosen. Shards are dealt out in the order of ids, so that each requirement is in exactly one
 * of them, with any other choice.
 * @throws ChoiceError when a glob of `only` or `skip` matches no id
 */
export function choose<R extends Pick<RequirementFacts, 'id'>>(
  requirements: readonly R[],
  { only = [], skip = [], shard }: Choice,
): ReadonlySet<R> {
  const ids = requirements.map(({ id }) => id).sort();
  for (const glob of [...only, ...skip]) mustMatch(glob, ids);
  const chosen = ({ id }: R): boolean =>
    (only.length === 0 || only.some((glob) => matches(glob, id))) &&
    !skip.some((glob) => matches(glob, id)) &&
    (!shard || ids.indexOf(id) % shard.count === shard.index - 1);
  return new Set(requirements.filter(chosen));
}

/** Whether an id or version matches a glob, in any letter case. */
export function matches(glob: string, text: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${pattern}$`, 'is').test(text);
}

function mustMatch(glob: string, ids: readonly string[]): void {
  if (ids.some((id) => matches(glob, id))) return;
  const meant = nearestName(glob, ids);
  const hint = meant === undefined ? 'the subcommand `list` shows them all' : `did you mean ${meant}?`;
  throw new ChoiceError(`${JSON.stringify(glob)} matches the id of no requirement; ${hint}`);
}
