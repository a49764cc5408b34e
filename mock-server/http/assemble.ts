import { type JournalOptions, JournalPool } from '../journal/index.js';
import { type EdgeAccounts, Namespaces } from '../namespaces/index.js';
import { DEFAULT_LIMITS, type Limits } from '../soap/index.js';
import type { ContentStore, Digest, Fixture, MediaReader } from '../world/index.js';
import { HeldBytes, MOST_HELD } from './held-bytes.js';
import { endEntry, guardedLog, type LogSink } from './request-log.js';
import type { ControlSettings, Service, ServiceDocuments } from './service.js';
import { BytePump } from './uploads/byte-pump.js';

/** Options of a service on every platform. */
export interface ServiceOptions {
  /** The initial state. */
  readonly fixture?: Fixture | undefined;
  /** Address of this server in addresses that it hands out. Default: from the Host header. */
  readonly publicUrl?: string | undefined;
  /** Whether to trust X-Forwarded-Host, X-Forwarded-Port and X-Forwarded-Proto. */
  readonly trustProxy?: boolean | undefined;
  /** Whether to accept also qualified parts, white space around values, and gzip bodies, which the service does not. */
  readonly lenient?: boolean | undefined;
  /** Limits on SOAP requests: bytes of the body, depth and number of elements, number and length of attributes. */
  readonly limits?: Partial<Limits> | undefined;
  /** Receives an entry for every request. */
  readonly log?: LogSink | undefined;
  /** Current time in milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** Limits of the journal of each namespace. Default: 10,000 entries, 64 MiB, no raw bodies. */
  readonly journal?: JournalOptions | undefined;
  /** Namespaces at a time. Default: 10,000. Unchanged ones are dropped to make room. */
  readonly maxNamespaces?: number | undefined;
  /** Bytes that unfinished calls and bodies of the control API may hold together. Default: 256 MiB. */
  readonly maxHeldBytes?: number | undefined;
  /** Milliseconds without a request after which a namespace is dropped. Default: never. */
  readonly namespaceExpiryMs?: number | undefined;
  /** Whether to serve the control API below `/_control/`. Default: true. */
  readonly control?: boolean | undefined;
  /** Bearer token for the control API. Default: none. */
  readonly controlToken?: string | undefined;
  /** Host names at which the control API may be used, besides IP addresses, localhost and the host of `publicUrl`. */
  readonly controlHosts?: readonly string[] | undefined;
  /**
   * Origins of web pages that may send calls and forms, such as `http://localhost:3000`, or `*`. Default: only the
   * server's.
   */
  readonly allowOrigins?: readonly string[] | undefined;
}

/** Everything that a service needs from its platform. */
export interface ServicePlatform extends Pick<Service, 'documents' | 'readForm' | 'scalePicture'> {
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
export function assembleService(options: ServiceOptions, platform: ServicePlatform): Service {
  const { openContents, digest, media, edgeAccounts, documents, readForm, scalePicture } = platform;
  const now = options.now ?? platform.now;
  const fixture = options.fixture ?? platform.fixture;
  const journal = options.journal ?? {};
  const journalPool = new JournalPool(journal.totalBytes);
  const parts = { openContents, digest, media, edgeAccounts, now, fixture, journal, journalPool };
  const log = options.log ? guardedLog(options.log) : () => {};
  const limits = { count: options.maxNamespaces ?? MAX_NAMESPACES, expiryMs: options.namespaceExpiryMs };
  return {
    namespaces: new Namespaces(parts, limits, ({ namespace, rules }, failure) =>
      log({ ...endEntry(namespace, rules), result: 'expired', failure }),
    ),
    address: { publicUrl: options.publicUrl, trustProxy: options.trustProxy ?? false },
    calls: { lenient: options.lenient ?? false, limits: { ...DEFAULT_LIMITS, ...options.limits } },
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

function controlSettings(
  { controlToken: token, controlHosts = [], publicUrl }: ServiceOptions,
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
