import type { RuleReport } from './edge-cases/index.js';
import { endEntry, type Service } from './http/index.js';
import type { Namespace, NamespaceView } from './namespaces/index.js';
import type { Account, WorldView } from './world/index.js';

/** How a test controls a fake. */
export interface Fake {
  /** The first account of the initial state that is active and not banned. */
  readonly account: { readonly login: string; readonly password: string };
  /** The state of the namespace without a name. */
  readonly world: WorldView;
  /**
   * A namespace: what is served below `/~name`, or without a prefix when no name is given. Everything that the control
   * API does can be done on it: rules, clock, journal, holds, snapshots, accounts, `load` and `reset`.
   * @throws NamespaceError when the name is invalid, or when there are too many
   */
  namespace(name?: string): NamespaceView;
  /** All namespaces: the one without a name, then the others in the order of their first use. */
  namespaces(): NamespaceView[];
  /** Ends a namespace and frees its bytes. The rules that never fired are logged and returned. */
  drop(name: string): Promise<readonly RuleReport[]>;
  /** Removes what was stored; the rules that never fired are logged. Harmless when repeated. */
  close(): Promise<void>;
}

/** Makes the view of a namespace that tests get. */
export type HandOut = (namespace: Namespace) => NamespaceView;

/** Options of `controlOf`. */
interface ControlOptions {
  /** Runs before the namespaces are closed. */
  readonly shut?: (() => Promise<void>) | undefined;
  /** Default: the namespace itself, which checks no arguments. */
  readonly handOut?: HandOut | undefined;
}

/** The control of a service that is in its initial state. */
export function controlOf(
  service: Service,
  { shut, handOut = (namespace) => namespace }: ControlOptions = {},
): Fake {
  const { namespaces } = service;
  const close = async (): Promise<void> => {
    await shut?.();
    for (const { namespace, rules } of await namespaces.close()) warn(service, namespace, rules);
  };
  let closing: Promise<void> | undefined;
  return {
    account: readyAccount([...namespaces.main.world.accounts]),
    get world() {
      return handOut(namespaces.main).world;
    },
    namespace: (name = '') => handOut(name === '' ? namespaces.main : namespaces.open(name).touch()),
    namespaces: () => [namespaces.main, ...namespaces.list()].map(handOut),
    async drop(name) {
      const unused = (await namespaces.drop(name)) ?? [];
      warn(service, name, unused);
      return unused;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function warn(service: Service, namespace: string, unused: readonly RuleReport[]): void {
  if (unused.length === 0) return;
  service.log(endEntry(namespace, unused));
}

/** The account to start with: the first one that is active and not banned. */
function readyAccount(accounts: readonly Account[]): Fake['account'] {
  const account = accounts.find(({ active, banned }) => active && !banned) ?? accounts[0];
  return { login: account?.login ?? '', password: account?.password ?? '' };
}
