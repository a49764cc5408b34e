import { JournalPool } from '../journal/index.js';
import { type EdgeAccounts, Namespaces } from '../namespaces/index.js';
import type { CheckedOptions } from '../options.js';
import { DEFAULT_LIMITS, type Limits } from '../soap/index.js';
import type { ContentStore, Digest, Fixture, MediaReader } from '../world/index.js';
import { HeldBytes, MOST_HELD } from './held-bytes.js';
import { endEntry, guardedLog } from './request-log.js';
import type { ControlSettings, Service, ServiceDocuments } from './service.js';
import { BytePump } from './uploads/byte-pump.js';

/** Everything that a service needs from its platform. */
interface ServicePlatform extends Pick<Service, 'documents' | 'readForm' | 'scalePicture'> {
  readonly documents: ServiceDocuments;
  /** Current time of the machine in milliseconds since 1970. */
  readonly now: () => number;
  /** Starts an MD5 computation. */
  readonly digest: () => Digest;
  readonly media: MediaReader;
  /** Opens the storage of one namespace. */
  readonly openContents: () => ContentStore;
  /** Kind of that storage. */
  readonly storage: 'disk' | 'memory';
  /** The initial state, unless an option sets it. */
  readonly fixture: Fixture;
  /** Loads the edge accounts; called when a request first names one. */
  readonly edgeAccounts: () => Promise<EdgeAccounts>;
  /** Version of the testkit. */
  readonly version: string;
}

const MAX_NAMESPACES = 10_000;

/**
 * Makes a service from validated options.
 * @throws FixtureError when the fixture contradicts itself
 */
export function assembleService(options: CheckedOptions, platform: ServicePlatform): Service {
  const { openContents, digest, media, edgeAccounts, documents, readForm, scalePicture } = platform;
  const now = options.now ?? platform.now;
  const fixture = options.fixture ?? platform.fixture;
  const journal = options.journal ?? {};
  const journalPool = new JournalPool(journal.totalBytes);
  const { rules } = options;
  const parts = { openContents, digest, media, edgeAccounts, now, fixture, rules, journal, journalPool };
  const log = options.log ? guardedLog(options.log) : () => {};
  const limits = { count: options.maxNamespaces ?? MAX_NAMESPACES, expiryMs: options.namespaceExpiryMs };
  return {
    namespaces: new Namespaces(parts, limits, ({ namespace, rules }, failure) =>
      log({ ...endEntry(namespace, rules), result: 'expired', failure }),
    ),
    address: { publicUrl: options.publicUrl, trustProxy: options.trustProxy ?? false },
    calls: { lenient: options.lenient ?? false, limits: limitsOf(options) },
    held: new HeldBytes(options.maxHeldBytes ?? MOST_HELD),
    pump: new BytePump(),
    log,
    control: options.control === false ? undefined : controlSettings(options, platform, now),
    allowedOrigins: new Set(options.allowOrigins ?? []),
    documents,
    readForm,
    scalePicture,
  };
}

function limitsOf({ limits = {} }: CheckedOptions): Limits {
  const given = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(given) };
}

function controlSettings(
  { controlToken: token, controlHosts = [], publicUrl }: CheckedOptions,
  { version, storage }: ServicePlatform,
  now: () => number,
): ControlSettings {
  const address = publicUrl === undefined ? undefined : new URL(publicUrl);
  const names = address === undefined ? controlHosts : [...controlHosts, address.hostname];
  return {
    access: {
      token,
      hosts: new Set(names.map((name) => name.toLowerCase())),
      publicOrigin: address?.origin,
    },
    facts: { version, storage, now, started: now() },
  };
}
