import { type Edit, mutant as edited, type Mutant } from '../mutant.js';
import type { Decorator } from './decorate.js';

/** A mutant of the fake: by edits of its compiled code, or by a decorator around it. */
export interface ServerMutant extends Mutant {
  readonly decorate?: Decorator | undefined;
}

/** A mutant of the fake, by edits or by a decorator. */
export const mutant = (
  requirement: string,
  what: string,
  change: Decorator | Edit | readonly Edit[],
  consequences: readonly string[] = [],
): ServerMutant =>
  typeof change === 'function'
    ? { ...edited(requirement, what, [], consequences), decorate: change }
    : edited(requirement, what, change, consequences);
