import type { RequirementResult } from '../../../conformance/client-suite/report.js';
import type { RunEvents } from '../../../conformance/engine/options.js';
import type { Level, RequirementFacts } from '../../../conformance/engine/requirement.js';
import { isFailing } from '../../../conformance/engine/verdict.js';

/** Where progress is shown. */
export interface ProgressPlace {
  readonly write: (text: string) => void;
  /** Whether a line can be drawn anew; if not, there is a line for each requirement. */
  readonly redraws: boolean;
  readonly columns: number;
  /** Present time in milliseconds. */
  readonly now: () => number;
  /** The lowest level that decides. */
  readonly level: Level;
}

const BAR_COLUMNS = 24;
const DRAWN_EVERY_MS = 80;
const CLEAR_LINE = '\r\u001b[K';

/** Shows how far a run is: one line that is drawn anew, or a line for each requirement. */
export class Progress implements RunEvents<unknown, unknown, Pick<RequirementFacts, 'id'>> {
  readonly #place: ProgressPlace;
  readonly #started: number;
  #requirements = 0;
  #casesOfEach = 1;
  #finished = 0;
  #drawn = Number.NEGATIVE_INFINITY;
  readonly #cases = new Map<string, number>();
  readonly #results: RequirementResult[] = [];

  constructor(place: ProgressPlace) {
    this.#place = place;
    this.#started = place.now();
  }

  planned(requirements: number, casesOfEach: number): void {
    this.#requirements = requirements;
    this.#casesOfEach = Math.max(1, casesOfEach);
  }

  judged({ id }: { readonly id: string }): void {
    this.#cases.set(id, Math.min((this.#cases.get(id) ?? 0) + 1, this.#casesOfEach));
    this.#draw(id);
  }

  done(result: RequirementResult): void {
    const { id, status, title } = result;
    if (status === 'skipped' || status === 'not-claimed') return;
    this.#finished++;
    this.#cases.set(id, this.#casesOfEach);
    this.#results.push(result);
    if (this.#place.redraws) this.#draw(id);
    else this.#place.write(`${this.#count()}  ${id}  ${statusText(result)}  ${title}\n`);
  }

  remark(text: string): void {
    this.clear();
    this.#place.write(`${text}\n`);
  }

  /** Takes the line away, for what comes after it. */
  clear(): void {
    if (this.#place.redraws) this.#place.write(CLEAR_LINE);
  }

  #draw(id: string): void {
    const now = this.#place.now();
    if (!this.#place.redraws || now - this.#drawn < DRAWN_EVERY_MS) return;
    this.#drawn = now;
    const bar = '#'.repeat(Math.round(this.#share() * BAR_COLUMNS)).padEnd(BAR_COLUMNS, '.');
    const line = `[${bar}] ${this.#count()}${this.#failing()}  ${this.#timeLeft(now)}  ${id}`;
    this.#place.write(`${CLEAR_LINE}${line.slice(0, Math.max(1, this.#place.columns - 1))}`);
  }

  #count(): string {
    const all = String(this.#requirements);
    return `${String(this.#finished).padStart(all.length)}/${all}`;
  }

  /** What follows from a cause is left out: the cause may still be to come. */
  #failing(): string {
    const report = { level: this.#place.level, requirements: this.#results };
    const failing = this.#results.filter(
      (result) => !result.causes?.length && isFailing(report, result),
    ).length;
    return failing > 0 ? `  ${failing} failing` : '';
  }

  /** From 0 to 1. */
  #share(): number {
    const cases = [...this.#cases.values()].reduce((sum, each) => sum + each, 0);
    return Math.min(1, cases / Math.max(1, this.#requirements * this.#casesOfEach));
  }

  #timeLeft(now: number): string {
    const share = this.#share();
    if (share < 0.02) return 'time left unknown';
    return `${Math.ceil(((now - this.#started) * (1 - share)) / share / 1000)} s left`;
  }
}

/** Such as `broken, as UP-21 is`. */
function statusText({ status, level, causes = [] }: RequirementResult): string {
  if (status !== 'broken') return status;
  if (causes.length > 0) return `${status}, as ${causes.join(' and ')} ${causes.length === 1 ? 'is' : 'are'}`;
  return level === 'must' ? status : `${status} (${level})`;
}
