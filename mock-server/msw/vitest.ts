import { AsyncLocalStorage } from 'node:async_hooks';
import { HttpResponse, http, type RequestHandler } from 'msw';
import { type SetupServer, setupServer } from 'msw/node';
import * as v from 'valibot';
import { OPTIONS } from '../options.js';
import { strictTable } from '../schemas/input-schemas.js';
import { readOptions } from '../schemas/read-options.js';
import { fourSharedHandlers, type MswFake, type MswOptions } from './node.js';

/** Options of the fixture: those of the fake of each test, and the server to use. */
interface FixtureOptions extends MswOptions {
  /** A running msw server, whose handlers are reset after each test. Default: each test starts and stops its own. */
  readonly server?: SetupServer | undefined;
}

const fixtureOptions = strictTable({
  ...OPTIONS.msw.entries,
  server: v.optional(
    v.custom<SetupServer>(
      (value) => typeof value === 'object' && value !== null && 'use' in value && 'resetHandlers' in value,
      'must be a server that setupServer of msw made',
    ),
  ),
});

/** The fake of one test. */
interface MswFakeOfTest extends MswFake {
  /**
   * Runs an action for which the addresses of the service lead to this test's fake. Needed for concurrent tests, whose
   * clients use the same addresses.
   */
  run<Result>(action: () => Result): Result;
}

type Use<Value> = (value: Value) => Promise<void>;

/** The argument of `test.extend`. */
interface FourSharedFixture {
  readonly fourShared: (context: object, use: Use<MswFakeOfTest>) => Promise<void>;
  /** Gives every test a fake, even one that does not use it: no request may reach the real service. */
  readonly fourSharedAlways: [
    (context: { readonly fourShared: MswFakeOfTest }, use: Use<true>) => Promise<void>,
    { auto: true },
  ];
}

/**
 * A fixture that gives each test a service behind the real addresses, with its own world, rules, journal and
 * clock.
 *
 *     const test = base.extend(fourShared());
 *     test('uploads', async ({ fourShared }) => { ... });
 *
 * @throws OptionsError when an option is wrong; what is wrong in the fixture fails each test
 */
export function fourShared(options: FixtureOptions = {}): FourSharedFixture {
  // The fake of each test reads its fixture.
  readOptions('fourShared', fixtureOptions, options);
  const { server, ...rest } = options;
  const stage = new Stage(server);
  return {
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
    async fourShared({}, use) {
      const fake = stage.enter(fourSharedHandlers(rest));
      try {
        await use(fake);
      } finally {
        stage.leave(fake);
        await fake.close();
      }
    },
    fourSharedAlways: [({ fourShared: _fake }, use) => use(true), { auto: true }],
  };
}

/** Routes the requests of tests to their fakes. */
class Stage {
  readonly #present = new Set<MswFake>();
  readonly #current = new AsyncLocalStorage<MswFake>();
  readonly #server: SetupServer;
  readonly #isOurs: boolean;

  constructor(server: SetupServer | undefined) {
    this.#isOurs = server === undefined;
    this.#server = server ?? setupServer();
  }

  enter(fake: MswFake): MswFakeOfTest {
    const isFirst = this.#present.size === 0;
    this.#present.add(fake);
    if (isFirst) {
      if (this.#isOurs) this.#server.listen({ onUnhandledRequest: 'bypass' });
      this.#server.use(...this.#handlers(fake));
    }
    return Object.assign(fake, {
      run: <Result>(action: () => Result): Result => this.#current.run(fake, action),
    });
  }

  leave(fake: MswFake): void {
    this.#present.delete(fake);
    if (this.#present.size > 0) return;
    this.#server.resetHandlers();
    if (this.#isOurs) this.#server.close();
  }

  #handlers(fake: MswFake): RequestHandler[] {
    return [
      http.all(
        ({ request }) => fake.serves(request.url),
        ({ request }) => this.#whose()?.respond(request) ?? unclear(this.#present.size),
      ),
    ];
  }

  #whose(): MswFake | undefined {
    const [only, another] = this.#present;
    return this.#current.getStore() ?? (another ? undefined : only);
  }
}

function unclear(count: number): Response {
  const text = `${count} tests that run at the same time have a fake of the service at this address. Call the client inside fourShared.run(() => ...), which says whose request it is.\n`;
  return HttpResponse.text(text, { status: 503 });
}
