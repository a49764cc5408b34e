import type { RuleReport } from '../edge-cases/rule-book.js';
import { Namespace, type NamespaceParts } from './namespace.js';
import { NAMESPACE_NAME } from './namespace-name.js';
import { plainTarget } from './plain-target.js';

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

/** Where a request belongs, and its target without the prefix of the namespace. */
export interface Place {
  readonly namespace: Namespace;
  readonly target: string;
}

/** The rules of a namespace that never fired: most often a mistake in the test that armed them. */
export interface UnusedRules {
  readonly namespace: string;
  readonly rules: readonly RuleReport[];
}

const PREFIX = /^(?:https?:\/\/[^/?]*)?\/~([^/?]*)/i;

/** All namespaces of a server. The one without a name is there from the beginning, the others from their first use. */
export class Namespaces {
  /** What is served without a prefix. */
  readonly main: Namespace;
  readonly #parts: NamespaceParts;
  readonly #limit: number;
  readonly #named = new Map<string, Namespace>();

  /**
   * @param limit how many named ones there can be at a time
   * @throws FixtureError when the fixture contradicts itself
   */
  constructor(parts: NamespaceParts, limit: number) {
    this.#parts = parts;
    this.#limit = limit;
    this.main = new Namespace('', parts);
  }

  /**
   * Finds the namespace of a request by its target as it was sent, and makes it if this is its first use.
   * @throws NamespaceError when the name is none, or when there are too many
   */
  locate(sent: string): Place {
    const target = plainTarget(sent);
    // Of a client that takes this server for its proxy the target is a whole address.
    if (!target.startsWith('/~') && target.startsWith('/')) return { namespace: this.main, target };
    const [prefix, name] = PREFIX.exec(target) ?? [];
    if (prefix === undefined || name === undefined) return { namespace: this.main, target };
    const rest = target.slice(prefix.length);
    return { namespace: this.open(name), target: rest.startsWith('/') ? rest : `/${rest}` };
  }

  /**
   * The namespace of this name, made anew if it is not there.
   * @throws NamespaceError when the name is none, or when there are too many
   */
  open(name: string): Namespace {
    const known = this.#named.get(name);
    if (known) return known;
    if (!NAMESPACE_NAME.test(name))
      throw new NamespaceError(
        `"~${name.slice(0, 80)}" is no namespace: a name has 1 to 64 letters, digits, dots, dashes and underscores`,
        404,
      );
    if (this.#named.size >= this.#limit)
      throw new NamespaceError(
        `There are ${this.#limit} namespaces already, which is the limit: drop those that are not used any more`,
        503,
      );
    const made = new Namespace(name, this.#parts);
    this.#named.set(name, made);
    return made;
  }

  /** The namespace of this name, if it is there; the main one has the empty name. */
  get(name: string): Namespace | undefined {
    return name === '' ? this.main : this.#named.get(name);
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

  /** The named ones, in the order of their first use. */
  list(): Namespace[] {
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
}
