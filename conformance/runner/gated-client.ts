import type { ClientSession, ClientUnderTest } from '../drivers/client-under-test.js';

/**
 * A client that is never called more often at a time than it can take, whoever calls. A call waits for its turn before its
 * time begins to run.
 */
export function gatedClient(client: ClientUnderTest, calls: number): ClientUnderTest {
  const gate = new Gate(calls);
  return {
    start: () => client.start(),
    notes: () => client.notes(),
    stop: () => client.stop(),
    open: async (target) => gatedSession(await client.open(target), gate),
  };
}

const gatedSession = (session: ClientSession, gate: Gate): ClientSession => ({
  call: (operation, args, timeoutMs) => gate.pass(() => session.call(operation, args, timeoutMs)),
  close: () => session.close(),
});

/** Lets so many through at a time, in the order in which they came. */
class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((enter) => this.#waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
