import { readFileSync } from 'node:fs';

/** How busy the machine was while a case was run, as far as the kit itself noticed. Times in milliseconds. */
export interface Lateness {
  /** How long the case took. */
  readonly ms: number;
  /** The longest time by which a timer of the kit was late, whatever kept it. */
  readonly worst: number;
  /** The longest such time in which this process did not compute either: it was kept from the processor. */
  readonly worstStolen: number;
  /** The share of the time in which some program waited for a processor, from 0 to 1; 0 where the system does not say. */
  readonly crowded: number;
}

export const PUNCTUAL: Lateness = { ms: 0, worst: 0, worstStolen: 0, crowded: 0 };

/** Every client waits so long for an answer (UP-51). What is over sooner has nothing to do with time. */
const PATIENCE_MS = 2_000;
/** The slowest answer of the kit takes 1.5 seconds: what is late by more than the rest may make a client give up. */
const TOO_LATE_MS = 500;
/** Where programs wait for a processor nearly all the time, a client takes many times as long, and timers are punctual still. */
const TOO_CROWDED = 0.8;

/** Whether a client may have run out of time since other programs kept it from the processor, or the machine stood still. */
export const isStarved = ({ ms, worstStolen, crowded }: Lateness): boolean =>
  ms >= PATIENCE_MS && (worstStolen >= TOO_LATE_MS || crowded >= TOO_CROWDED);

/** The same, be it that the kit was late by its own work: with other cases beside, it has some. */
export const isLate = (lateness: Lateness): boolean =>
  (lateness.ms >= PATIENCE_MS && lateness.worst >= TOO_LATE_MS) || isStarved(lateness);

const TICK_MS = 20;

/** Begins to measure. @returns what ends it */
export function watchLateness(): () => Lateness {
  const started = performance.now();
  const waited = waitedMs();
  let due = started + TICK_MS;
  let computed = computedMs();
  let worst = 0;
  let worstStolen = 0;
  const look = (): void => {
    const now = performance.now();
    const late = Math.max(0, now - due);
    const own = computedMs();
    worst = Math.max(worst, late);
    worstStolen = Math.max(worstStolen, late - (own - computed));
    due = now + TICK_MS;
    computed = own;
  };
  const timer = setInterval(look, TICK_MS);
  return () => {
    clearInterval(timer);
    look();
    const ms = performance.now() - started;
    return { ms, worst, worstStolen, crowded: Math.min(1, (waitedMs() - waited) / Math.max(1, ms)) };
  };
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
