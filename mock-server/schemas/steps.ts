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
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
}
