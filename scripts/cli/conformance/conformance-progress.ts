import type { RequirementResult } from '../../../conformance/client-suite/report.js';
import {
  isFailing,
  type Level,
  type RequirementFacts,
  type RunEvents,
} from '../../../conformance/engine/index.js';

/** The terminal or log that shows the progress. */
interface ProgressDisplay {
  readonly write: (text: string) => void;
  /** Whether a line can be redrawn; if not, each requirement gets a line. */
  readonly redraws: boolean;
  readonly columns: number;
  /** Present time in milliseconds. */
  readonly now: () => number;
  /** The lowest level that decides the verdict. */
  readonly level: Level;
}

const BAR_COLUMNS = 24;
const DRAWN_EVERY_MS = 80;
const CLEAR_LINE = '\r\u001b[K';

/** Shows the progress of a run: one line that is redrawn, or a line for each requirement. */
export class Progress implements RunEvents<unknown, unknown, Pick<RequirementFacts, 'id'>> {
  readonly #display: ProgressDisplay;
  readonly #started: number;
  #requirements = 0;
  #casesOfEach = 1;
  #finished = 0;
  #drawn = Number.NEGATIVE_INFINITY;
  readonly #cases = new Map<string, number>();
  readonly #results: RequirementResult[] = [];

  constructor(display: ProgressDisplay) {
    this.#display = display;
    this.#started = display.now();
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
    if (this.#display.redraws) this.#draw(id);
    else this.#display.write(`${this.#count()}  ${id}  ${statusText(result)}  ${title}\n`);
  }

  remark(text: string): void {
    this.clear();
    this.#display.write(`${text}\n`);
  }

  /** Removes the progress line before other output. */
  clear(): void {
    if (this.#display.redraws) this.#display.write(CLEAR_LINE);
  }

  #draw(id: string): void {
    const now = this.#display.now();
    if (!this.#display.redraws || now - this.#drawn < DRAWN_EVERY_MS) return;
    this.#drawn = now;
    const bar = '#'.repeat(Math.round(this.#share() * BAR_COLUMNS)).padEnd(BAR_COLUMNS, '.');
    const line = `[${bar}] ${this.#count()}${this.#failing()}  ${this.#timeLeft(now)}  ${id}`;
    this.#display.write(`${CLEAR_LINE}${line.slice(0, Math.max(1, this.#display.columns - 1))}`);
  }

  #count(): string {
    const all = String(this.#requirements);
    return `${String(this.#finished).padStart(all.length)}/${all}`;
  }

  /** Without consequences of other failures: their cause may not have run yet. */
  #failing(): string {
    const report = { level: this.#display.level, requirements: this.#results };
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
