/**
 * The platform's, from before tests install fake clocks. A timer may be due again before anything
 * else ran, when a step took long; browsers have nothing better.
 */
const later: (run: () => void) => unknown = globalThis.setImmediate ?? ((run) => setTimeout(run, 0));

/** Gives other requests their turn. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    later(resolve);
  });

/** Milliseconds of work between two turns of the event loop. */
const TURN = 10;

/** Runs all steps at once. */
export function finish<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Runs steps for at most a few milliseconds a turn: the event loop serves other requests in between. */
export async function finishInTurns<Result>(steps: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const end = performance.now() + TURN;
    while (performance.now() < end) {
      const { done, value } = steps.next();
      if (done) return value;
    }
    await turn();
  }
}

/**
 * Runs steps at once as long as one turn lasts, which is enough for most, and the rest in turns.
 * @returns a promise only when there is a rest
 */
export function finishSoon<Result>(steps: Generator<void, Result>): Result | Promise<Result> {
  const end = performance.now() + TURN;
  while (performance.now() < end) {
    const { done, value } = steps.next();
    if (done) return value;
  }
  return turn().then(() => finishInTurns(steps));
}

/** Yields to the event loop when it is time to, in loops that also wait for other things. */
export function turns(): () => Promise<void> | undefined {
  let end = performance.now() + TURN;
  return () => {
    if (performance.now() < end) return undefined;
    return turn().then(() => {
      end = performance.now() + TURN;
    });
  };
}

/** Items handled in one step. */
const FEW = 50;

/** Handles many items, a few in each step. */
export function* inSteps<Item>(items: Iterable<Item>, visit: (item: Item) => void): Generator<void, void> {
  let count = 0;
  for (const item of items) {
    visit(item);
    count += 1;
    if (count % FEW === 0) yield;
  }
}
