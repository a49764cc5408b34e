import { AsyncLocalStorage } from 'node:async_hooks';
import { HttpResponse, http, type RequestHandler } from 'msw';
import { type SetupServer, setupServer } from 'msw/node';
import * as v from 'valibot';
import { OPTIONS } from '../options.js';
import { strictTable } from '../schemas/input-schemas.js';
import { readOptions } from '../schemas/read-options.js';
import { fourSharedHandlers, type MswFake, type MswOptions } from './node.js';

/** Options of the fixture: those of the fake that each test gets, and where it is put to work. */
export interface FixtureOptions extends MswOptions {
  /**
   * A server of msw that is there already and listens. Its handlers are reset after each test. Without one, a server is
   * started for every test, and stopped.
   */
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

/** A fake that belongs to one test. */
export interface MswFakeOfTest extends MswFake {
  /**
   * Runs something to which the addresses of the service are this test's own. Needed where tests run at the same time,
   * as their clients use the same addresses.
   */
  run<Result>(action: () => Result): Result;
}

type Use<Value> = (value: Value) => Promise<void>;

/** What `test.extend` takes. */
export interface FourSharedFixture {
  readonly fourShared: (context: object, use: Use<MswFakeOfTest>) => Promise<void>;
  /** Sees to it that every test has a fake, also one that does not ask for it: none is to reach the real service. */
  readonly fourSharedAlways: [
    (context: { readonly fourShared: MswFakeOfTest }, use: Use<true>) => Promise<void>,
    { auto: true },
  ];
}

/**
 * A fixture that gives each test a service of its own behind the real addresses: with a world, rules, a journal and a
 * clock that no other test sees.
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

/** Brings the requests of tests to the fakes that are theirs. */
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
