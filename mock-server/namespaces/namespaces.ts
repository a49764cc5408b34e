import type { RuleReport } from '../edge-cases/index.js';
import { Namespace, type NamespaceParts } from './namespace.js';
import { NAMESPACE_NAME } from './namespace-name.js';

/** A request for a namespace is refused. The message is for its sender. */
export class NamespaceError extends Error {
  override readonly name = 'NamespaceError';

  constructor(
    message: string,
    /** HTTP status: 404 for an invalid name, 503 when there are too many. */
    readonly status: 404 | 503,
  ) {
    super(message);
  }
}

/** The rules of a namespace that never fired: most often a mistake in the test that armed them. */
interface UnusedRules {
  readonly namespace: string;
  readonly rules: readonly RuleReport[];
}

/** Limits on namespaces. */
interface NamespaceLimits {
  /** Named ones at a time. */
  readonly count: number;
  /** Milliseconds after which an unused one is dropped. Default: never. */
  readonly expiryMs?: number | undefined;
}

/** Called when a namespace has expired. */
type Expired = (unused: UnusedRules, failure?: unknown) => void;

/**
 * All namespaces of a server. The one without a name always exists, the others from their first use: a
 * call, a form, or a request to the control API.
 */
export class Namespaces {
  /** What is served without a prefix. */
  readonly main: Namespace;
  readonly #parts: NamespaceParts;
  readonly #limits: NamespaceLimits;
  readonly #expired: Expired;
  readonly #named = new Map<string, Namespace>();
  /** Time of the last use of each, if they expire. */
  readonly #asked = new WeakMap<Namespace, number>();
  /** The last one visited without being used. It is not in `#named`. */
  #visited: Namespace | undefined;
  #swept = 0;

  /** @throws FixtureError when the fixture contradicts itself */
  constructor(parts: NamespaceParts, limits: NamespaceLimits, expired: Expired = () => {}) {
    this.#parts = parts;
    this.#limits = limits;
    this.#expired = expired;
    this.main = new Namespace('', parts);
    // A mistake in the fixture must show at the start. Later namespaces have the same fixture.
    void this.main.world;
  }

  /**
   * The namespace of this name, created if needed.
   * @throws NamespaceError when the name is invalid, or when there are too many
   */
  open(name: string): Namespace {
    const known = this.#known(name);
    if (known) return known;
    if (this.#named.size >= this.#limits.count) this.#makeRoom();
    const made = this.visit(name);
    this.#visited = undefined;
    this.#named.set(name, made);
    this.#ask(made);
    return made;
  }

  /**
   * The namespace of this name; if it does not exist, a temporary one that is not listed.
   * @throws NamespaceError when the name is invalid
   */
  visit(name: string): Namespace {
    const known = this.#known(name) ?? (this.#visited?.name === name ? this.#visited : undefined);
    if (known) return known;
    if (!NAMESPACE_NAME.test(name))
      throw new NamespaceError(
        `"~${name.slice(0, 80)}" is not a namespace: a name has 1 to 64 letters, digits, dots, dashes and underscores`,
        404,
      );
    this.#visited = new Namespace(name, this.#parts);
    return this.#visited;
  }

  /** The namespace of this name, if it is there; the main one has the empty name. */
  get(name: string): Namespace | undefined {
    return name === '' ? this.main : this.#known(name);
  }

  /**
   * Drops a named one and frees its bytes; its next use creates it anew.
   * @returns its rules that never fired; undefined when there is no such namespace
   */
  async drop(name: string): Promise<readonly RuleReport[] | undefined> {
    const namespace = this.#named.get(name);
    this.#named.delete(name);
    return namespace?.close();
  }

  /** Removes one that was not used since it was created. */
  forget(namespace: Namespace): void {
    if (namespace.isUntouched && this.#named.get(namespace.name) === namespace)
      this.#named.delete(namespace.name);
  }

  /** The named ones, in the order of their first use. */
  list(): Namespace[] {
    this.#sweep();
    return [...this.#named.values()];
  }

  /** Closes all of them, and returns those with rules that never fired. */
  async close(): Promise<readonly UnusedRules[]> {
    const closed = await Promise.all(
      [this.main, ...this.#named.values()].map(async (namespace) => ({
        namespace: namespace.name,
        rules: await namespace.close(),
      })),
    );
    return closed.filter(({ rules }) => rules.length > 0);
  }

  #known(name: string): Namespace | undefined {
    this.#sweep();
    const known = this.#named.get(name);
    if (known) this.#ask(known);
    return known;
  }

  /** Drops the oldest unused one. @throws NamespaceError when there is none */
  #makeRoom(): void {
    for (const namespace of this.#named.values()) {
      this.forget(namespace);
      if (this.#named.size < this.#limits.count) return;
    }
    throw new NamespaceError(
      `The limit of ${this.#limits.count} namespaces is reached: drop those that are not used any more`,
      503,
    );
  }

  #ask(namespace: Namespace): void {
    if (this.#limits.expiryMs !== undefined) this.#asked.set(namespace, this.#parts.now());
  }

  /** Drops expired ones. Runs during requests, at intervals. */
  #sweep(): void {
    const { expiryMs } = this.#limits;
    if (expiryMs === undefined) return;
    const now = this.#parts.now();
    if (now - this.#swept < expiryMs / 10) return;
    this.#swept = now;
    for (const namespace of this.#named.values()) {
      if (now - (this.#asked.get(namespace) ?? now) < expiryMs || namespace.holds.list().length > 0) continue;
      const { name } = namespace;
      this.drop(name).then(
        (rules = []) => this.#expired({ namespace: name, rules }),
        (error: unknown) => this.#expired({ namespace: name, rules: [] }, error),
      );
    }
  }
}
