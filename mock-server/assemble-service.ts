import { defaultWorld } from '../fixtures/default-world.js';
import type { LogSink } from './http/request-log.js';
import type { ControlSettings, Service } from './http/service.js';
import type { JournalOptions } from './journal/journal.js';
import { openMediaReader } from './media/reader.js';
import type { EdgeAccounts, NamespaceParts } from './namespaces/namespace.js';
import { Namespaces } from './namespaces/namespaces.js';
import { DEFAULT_LIMITS, type Limits } from './soap/index.js';
import type { Fixture } from './world/fixture.js';

/** What every fake can be told, whatever it runs on. */
export interface CommonOptions {
  /** The state to begin with. */
  readonly fixture?: Fixture;
  /** Also takes qualified parts, blanks round values and gzip bodies, which the service does not. */
  readonly lenient?: boolean;
  /** Limits on SOAP requests: bytes of the body, depth and number of elements. */
  readonly limits?: Partial<Limits>;
  /** Receives one entry for every request. */
  readonly log?: LogSink;
  /** Present time in milliseconds since 1970. */
  readonly now?: () => number;
  /** How much the journal of each namespace keeps. Default: 10,000 entries, 64 MiB, no raw bytes. */
  readonly journal?: JournalOptions;
  /** How many namespaces there can be at a time. Default 10,000. */
  readonly maxNamespaces?: number;
}

const MAX_NAMESPACES = 10_000;

/** What of a service depends on where it runs. */
export interface Surroundings
  extends Pick<NamespaceParts, 'openContents' | 'digest'>,
    Omit<Service, 'namespaces' | 'calls' | 'log' | 'control'> {
  /** @param now present time of the machine in milliseconds since 1970 */
  readonly control: (now: () => number) => ControlSettings | undefined;
}

/** Puts the parts of a fake together. @throws FixtureError when the fixture contradicts itself */
export function assembleService(options: CommonOptions, surroundings: Surroundings): Service {
  const { openContents, digest, control, ...rest } = surroundings;
  const parts: NamespaceParts = {
    openContents,
    now: options.now ?? Date.now,
    digest,
    media: openMediaReader(),
    fixture: options.fixture ?? defaultWorld,
    journal: options.journal ?? {},
    edgeAccounts: loadEdgeAccounts,
  };
  return {
    ...rest,
    namespaces: new Namespaces(parts, options.maxNamespaces ?? MAX_NAMESPACES),
    calls: { lenient: options.lenient ?? false, limits: { ...DEFAULT_LIMITS, ...options.limits } },
    log: options.log ?? (() => {}),
    control: control(parts.now),
  };
}

/** The account to show to somebody who wants to begin: the first one that is active and not banned. */
export function readyAccount(fixture: Fixture = defaultWorld): { login: string; password: string } {
  const { accounts } = fixture;
  const account = accounts.find(({ active = true, banned = false }) => active && !banned) ?? accounts[0];
  return { login: account?.login ?? '', password: account?.password ?? '' };
}

async function loadEdgeAccounts(): Promise<EdgeAccounts> {
  const { edgeAccount } = await import('../fixtures/edge-accounts.js');
  return {
    admit: (login) => edgeAccount(login)?.settings,
    rules: (login) => edgeAccount(login)?.rules ?? [],
  };
}
