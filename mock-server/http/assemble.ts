import { type JournalOptions, JournalPool } from '../journal/index.js';
import { type EdgeAccounts, Namespaces } from '../namespaces/index.js';
import { DEFAULT_LIMITS, type Limits } from '../soap/index.js';
import type { ContentStore, Digest, Fixture, MediaReader } from '../world/index.js';
import { HeldBytes, MOST_HELD } from './held-bytes.js';
import { endEntry, guardedLog, type LogSink } from './request-log.js';
import type { ControlSettings, Service, ServiceDocuments } from './service.js';
import { BytePump } from './uploads/byte-pump.js';

/** What a service can be told on every platform. */
export interface ServiceOptions {
  /** The state to begin with. */
  readonly fixture?: Fixture | undefined;
  /** Address of this server as clients know it; without it, addresses follow the Host header. */
  readonly publicUrl?: string | undefined;
  /** Believes X-Forwarded-Host, X-Forwarded-Port and X-Forwarded-Proto. */
  readonly trustProxy?: boolean | undefined;
  /** Also takes qualified parts, blanks round values and gzip bodies, which the service does not. */
  readonly lenient?: boolean | undefined;
  /** Limits on SOAP requests: bytes of the body, depth and number of elements, number and length of attributes. */
  readonly limits?: Partial<Limits> | undefined;
  /** Receives one entry for every request. */
  readonly log?: LogSink | undefined;
  /** Present time in milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** How much the journal of each namespace keeps. Default: 10,000 entries, 64 MiB, no raw bytes. */
  readonly journal?: JournalOptions | undefined;
  /** How many namespaces there can be at a time. Default 10,000. Those that nothing was done to make room for others. */
  readonly maxNamespaces?: number | undefined;
  /** The most bytes that calls and bodies of the control API hold together before they are answered. Default 256 MiB. */
  readonly maxHeldBytes?: number | undefined;
  /** Milliseconds after which a namespace goes that nothing was asked of. Default: it stays. */
  readonly namespaceExpiryMs?: number | undefined;
  /** Whether there is a control API below `/_control/`. Default true. */
  readonly control?: boolean | undefined;
  /** Demanded as a bearer token by the control API. Default: none is. */
  readonly controlToken?: string | undefined;
  /** Names of this server, besides IP addresses, localhost and that of `publicUrl`, at which it may be controlled. */
  readonly controlHosts?: readonly string[] | undefined;
  /** Origins of web pages that may send calls and forms, such as `http://localhost:3000`, or `*`. Default: the server's own. */
  readonly allowOrigins?: readonly string[] | undefined;
}

/** What a service needs of the platform it runs on. */
export interface ServicePlatform extends Pick<Service, 'documents' | 'readForm' | 'scalePicture'> {
  readonly documents: ServiceDocuments;
  /** Present time of the machine in milliseconds since 1970. */
  readonly now: () => number;
  /** Starts an MD5 computation. */
  readonly digest: () => Digest;
  readonly media: MediaReader;
  /** Makes the place for the bytes of one namespace. */
  readonly openContents: () => ContentStore;
  /** Where that is. */
  readonly storage: 'disk' | 'memory';
  /** The state to begin with where the options say nothing. */
  readonly fixture: Fixture;
  /** Loads the edge accounts, when the first of them is named. */
  readonly edgeAccounts: () => Promise<EdgeAccounts>;
  /** Of the testkit. */
  readonly version: string;
}

const MAX_NAMESPACES = 10_000;

/**
 * Puts the parts of a service together.
 * Puts the options, which were checked before, to work.
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
