import { readFileSync } from 'node:fs';

/** How busy the machine was while a case was run, as far as the kit itself noticed. Times in milliseconds. */
export interface Lateness {
  /** The longest time for which the client may have waited for one answer. */
  readonly waited: number;
  /** The longest time by which a timer of the kit was late, for any reason. */
  readonly worst: number;
  /** The longest such time in which this process did not compute either: it was kept from the processor. */
  readonly worstStolen: number;
  /** The share of the time in which some program waited for a processor, from 0 to 1; 0 where the system does not say. */
  readonly crowded: number;
}

/** No delay at all. */
export const PUNCTUAL: Lateness = { waited: 0, worst: 0, worstStolen: 0, crowded: 0 };

/** Every client waits so long for an answer (UP-51). One that has waited less has not run out of time. */
const PATIENCE_MS = 2_000;
/** The slowest answer of the kit takes 1.5 seconds: what is late by more than the rest may make a client give up. */
const TOO_LATE_MS = 500;
/** Where programs wait for a processor nearly all the time, a client takes many times as long, and timers are punctual still. */
const TOO_CROWDED = 0.8;

/** Whether a client may have run out of time since other programs kept it from the processor, or the machine stood still. */
export const isStarved = ({ waited, worstStolen, crowded }: Lateness): boolean =>
  waited >= PATIENCE_MS && (worstStolen >= TOO_LATE_MS || crowded >= TOO_CROWDED);

/** The same, be it that the kit was late by its own work: with other cases beside, it has some. */
export const isLate = (lateness: Lateness): boolean =>
  (lateness.waited >= PATIENCE_MS && lateness.worst >= TOO_LATE_MS) || isStarved(lateness);

/**
 * The longest time for which a client that does one call after the other may have waited for an answer: a wait is over
 * with its next request. How long a program takes before it calls at all, such as to start, is no wait.
 * @param journal in the order in which the exchanges began
 * @param ended when the client was done, by the clock of the journal
 * @returns milliseconds; without an exchange there is no telling: infinity
 */
export function longestWait(journal: readonly { readonly time: string }[], ended: number): number {
  const starts = [...journal.map(({ time }) => Date.parse(time)), ended];
  if (journal.length === 0) return Number.POSITIVE_INFINITY;
  return Math.max(...starts.slice(1).map((start, at) => start - (starts[at] as number)));
}

const TICK_MS = 20;

/** How late the kit was, for each case that is run. */
const watching = new Set<{ worst: number; worstStolen: number }>();
let timer: NodeJS.Timeout | undefined;
let due = 0;
let computed = 0;

/** Begins to measure. @returns what ends it; by that, a client may have waited all the time */
export function watchLateness(): () => Lateness {
  look();
  timer ??= setInterval(look, TICK_MS);
  const started = performance.now();
  const waited = waitedMs();
  const own = { worst: 0, worstStolen: 0 };
  watching.add(own);
  return () => {
    look();
    watching.delete(own);
    if (watching.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    const ms = performance.now() - started;
    return { ...own, waited: ms, crowded: Math.min(1, (waitedMs() - waited) / Math.max(1, ms)) };
  };
}

function look(): void {
  const now = performance.now();
  const used = computedMs();
  const late = Math.max(0, now - due);
  for (const each of watching) {
    each.worst = Math.max(each.worst, late);
    each.worstStolen = Math.max(each.worstStolen, late - (used - computed));
  }
  due = now + TICK_MS;
  computed = used;
}

/** Processor time of this process, with all of its threads. */
function computedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const PRESSURE = '/proc/pressure/cpu';

/** For how long some program waited for a processor since the system was started: Linux counts that. */
function waitedMs(): number {
  try {
    return Number(/^some .*total=(\d+)/m.exec(readFileSync(PRESSURE, 'latin1'))?.[1] ?? 0) / 1000;
  } catch {
    // Other systems do not count it. There, timers alone tell.
    return 0;
  }
}
