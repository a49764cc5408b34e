import type { RuleReport } from '../edge-cases/index.js';
import { Namespace, type NamespaceParts } from './namespace.js';
import { NAMESPACE_NAME } from './namespace-name.js';

/** A request that cannot be let into a namespace; the message is for whoever sent it. */
export class NamespaceError extends Error {
  override readonly name = 'NamespaceError';

  constructor(
    message: string,
    /** HTTP status: 404 for a name that is none, 503 when there are too many. */
    readonly status: 404 | 503,
  ) {
    super(message);
  }
}

/** The rules of a namespace that never fired: most often a mistake in the test that armed them. */
export interface UnusedRules {
  readonly namespace: string;
  readonly rules: readonly RuleReport[];
}

/** How many namespaces there can be, and for how long. */
export interface NamespaceLimits {
  /** Named ones at a time. */
  readonly count: number;
  /** Milliseconds after which one goes that nothing was asked of. Default: it stays. */
  readonly expiryMs?: number | undefined;
}

/** What becomes of a namespace that has gone by itself. */
type Expired = (unused: UnusedRules, failure?: unknown) => void;

/**
 * All namespaces of a server. The one without a name is there from the beginning, the others from their first use: a
 * call, a form, or a request to the control API.
 */
export class Namespaces {
  /** What is served without a prefix. */
  readonly main: Namespace;
  readonly #parts: NamespaceParts;
  readonly #limits: NamespaceLimits;
  readonly #expired: Expired;
  readonly #named = new Map<string, Namespace>();
  /** When each was last asked for, if they expire. */
  readonly #asked = new WeakMap<Namespace, number>();
  /** The one that was last looked at without being used. It is not among the others. */
  #visited: Namespace | undefined;
  #swept = 0;

  /** @throws FixtureError when the fixture contradicts itself */
  constructor(parts: NamespaceParts, limits: NamespaceLimits, expired: Expired = () => {}) {
    this.#parts = parts;
    this.#limits = limits;
    this.#expired = expired;
    this.main = new Namespace('', parts);
    // What is wrong with the fixture shows at the start. Those that are made later have the same one.
    void this.main.world;
  }

  /**
   * The namespace of this name, made anew if it is not there.
   * @throws NamespaceError when the name is none, or when there are too many
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
   * The namespace of this name; if it is not there, one to be looked at that does not count as there.
   * @throws NamespaceError when the name is none
   */
  visit(name: string): Namespace {
    const known = this.#known(name) ?? (this.#visited?.name === name ? this.#visited : undefined);
    if (known) return known;
    if (!NAMESPACE_NAME.test(name))
      throw new NamespaceError(
        `"~${name.slice(0, 80)}" is no namespace: a name has 1 to 64 letters, digits, dots, dashes and underscores`,
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
   * Ends a named one and frees what it holds; its next use makes it anew.
   * @returns its rules that never fired; undefined when there is no such namespace
   */
  async drop(name: string): Promise<readonly RuleReport[] | undefined> {
    const namespace = this.#named.get(name);
    this.#named.delete(name);
    return namespace?.close();
  }

  /** Takes one away again that nothing was done to since it was made. */
  forget(namespace: Namespace): void {
    if (namespace.isUntouched && this.#named.get(namespace.name) === namespace)
      this.#named.delete(namespace.name);
  }

  /** The named ones, in the order of their first use. */
  list(): Namespace[] {
    this.#sweep();
    return [...this.#named.values()];
  }

  /** Closes all of them, and tells which have rules that never fired. */
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

  /** The oldest one that nothing was done to makes room. @throws NamespaceError when there is none */
  #makeRoom(): void {
    for (const namespace of this.#named.values()) {
      this.forget(namespace);
      if (this.#named.size < this.#limits.count) return;
    }
    throw new NamespaceError(
      `There are ${this.#limits.count} namespaces already, which is the limit: drop those that are not used any more`,
      503,
    );
  }

  #ask(namespace: Namespace): void {
    if (this.#limits.expiryMs !== undefined) this.#asked.set(namespace, this.#parts.now());
  }

  /** Ends those that nothing was asked of for too long. Looked for now and then, when something is asked. */
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
