import type { Broken } from '../../engine/requirement.js';
import type { ServerRequirement } from '../rules/server-requirement.js';

/** What a rule that is broken is told by: two sentences, the first in past tense. */
export interface Telling {
  /** What the service did. */
  readonly did: string;
  readonly should: string;
}

/** Ends a sequence: from here on the model would not know what the account holds. */
export class SequenceOver extends Error {
  override readonly name = 'SequenceOver';
}

/** What a sequence of steps shows of the rules. The first one that is broken ends it. */
export class Ledger {
  readonly #exercised = new Set<string>();
  readonly #shownBy: () => readonly number[];
  #broken: { readonly rule: string; readonly told: Broken } | undefined;

  /** @param shownBy the entries of the journal that show what is being looked at */
  constructor(shownBy: () => readonly number[]) {
    this.#shownBy = shownBy;
  }

  get exercised(): ReadonlySet<string> {
    return this.#exercised;
  }

  get broken(): { readonly rule: string; readonly told: Broken } | undefined {
    return this.#broken;
  }

  /**
   * Notes whether a rule held.
   * @throws SequenceOver when it did not
   */
  that(rule: ServerRequirement, holds: boolean, tell: () => Telling): void {
    if (holds) this.kept(rule);
    else this.breaks(rule, tell());
  }

  /** Notes that a rule held. */
  kept(rule: ServerRequirement): void {
    this.#exercised.add(rule.id);
  }

  /** @throws SequenceOver always */
  breaks(rule: ServerRequirement, telling: Telling): never {
    this.#exercised.add(rule.id);
    this.#broken = { rule: rule.id, told: { is: 'broken', ...telling, seqs: this.#shownBy() } };
    throw new SequenceOver(rule.id);
  }
}
