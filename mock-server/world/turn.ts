/**
 * As it was when this was loaded: tests put clocks that stand still in its place. A timer may be due again before anything
 * else had its turn, when a step took long; browsers have nothing else.
 */
const later: (run: () => void) => unknown = globalThis.setImmediate ?? ((run) => setTimeout(run, 0));

/** Gives other requests their turn. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    later(resolve);
  });

/** For how many milliseconds steps are taken before others have their turn. */
const TURN = 10;

/** Takes all steps at once. */
export function finish<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Takes steps as long as nobody else waits too long: between turns of the event loop other requests are answered. */
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
 * Takes steps at once if they take no longer than a turn, as most do, and the rest in turns.
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

/** Gives others their turn when it is time to; for loops that wait for other things, too. */
export function turns(): () => Promise<void> | undefined {
  let end = performance.now() + TURN;
  return () => {
    if (performance.now() < end) return undefined;
    return turn().then(() => {
      end = performance.now() + TURN;
    });
  };
}

/** How many small things are done in one step. */
const FEW = 50;

/** Does something with each of many things, few of them in a step. */
export function* inSteps<Item>(items: Iterable<Item>, visit: (item: Item) => void): Generator<void, void> {
  let count = 0;
  for (const item of items) {
    visit(item);
    count += 1;
    if (count % FEW === 0) yield;
  }
}
