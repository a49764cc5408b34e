import { defaultWorld } from '../fixtures/default-world.js';
import type { LogSink } from './http/request-log.js';
import type { ControlSettings, Service } from './http/service.js';
import type { JournalOptions } from './journal/journal.js';
import { openMediaReader } from './media/reader.js';
import type { EdgeAccounts, NamespaceParts } from './namespaces/namespace.js';
import { Namespaces } from './namespaces/namespaces.js';
import { DEFAULT_LIMITS, type Limits } from './soap/index.js';
import { md5 } from './storage/digest.js';
import { DiskContentStore } from './storage/disk.js';
import { MemoryContentStore } from './storage/memory.js';
import { VERSION } from './version.js';
import type { Fixture } from './world/fixture.js';
import type { ContentStore } from './world/platform.js';

/** What a fake can be told, whichever way it is reached. */
export interface FourSharedOptions {
  /** The state to begin with. */
  readonly fixture?: Fixture;
  /** Address of this server as clients know it; without it, addresses follow the Host header. */
  readonly publicUrl?: string;
  /** Believes X-Forwarded-Host and X-Forwarded-Proto. */
  readonly trustProxy?: boolean;
  /** Also takes qualified parts, blanks round values and gzip bodies, which the service does not. */
  readonly lenient?: boolean;
  /** Limits on SOAP requests: bytes of the body, depth and number of elements. */
  readonly limits?: Partial<Limits>;
  /** Receives one entry for every request. */
  readonly log?: LogSink;
  /** Where bytes are kept. */
  readonly storage?: 'disk' | 'memory';
  /** Folder for the bytes on disk; the system's temporary folder if absent. */
  readonly storageFolder?: string;
  /** Present time in milliseconds since 1970. */
  readonly now?: () => number;
  /** How much the journal of each namespace keeps. Default: 10,000 entries, 64 MiB, no raw bytes. */
  readonly journal?: JournalOptions;
  /** How many namespaces there can be at a time. Default 10,000. */
  readonly maxNamespaces?: number;
  /** Whether there is a control API below `/_control/`. Default true. */
  readonly control?: boolean;
  /** Demanded as a bearer token by the control API. Default: none is. */
  readonly controlToken?: string;
  /** Names of this server, besides IP addresses, localhost and that of `publicUrl`, at which it may be controlled. */
  readonly controlHosts?: readonly string[];
}

const MAX_NAMESPACES = 10_000;

/** Puts the parts of a fake together. */
export function createService(options: FourSharedOptions, storage: 'disk' | 'memory'): Service {
  const parts: NamespaceParts = {
    openContents: () => openStore(options, options.storage ?? storage),
    now: options.now ?? Date.now,
    digest: md5,
    media: openMediaReader(),
    fixture: options.fixture ?? defaultWorld,
    journal: options.journal ?? {},
    edgeAccounts: loadEdgeAccounts,
  };
  return {
    namespaces: new Namespaces(parts, options.maxNamespaces ?? MAX_NAMESPACES),
    address: { publicUrl: options.publicUrl?.replace(/\/+$/, ''), trustProxy: options.trustProxy ?? false },
    calls: { lenient: options.lenient ?? false, limits: { ...DEFAULT_LIMITS, ...options.limits } },
    log: options.log ?? (() => {}),
    control: options.control === false ? undefined : controlSettings(options, parts.now, storage),
  };
}

function controlSettings(
  options: FourSharedOptions,
  now: () => number,
  storage: 'disk' | 'memory',
): ControlSettings {
  const { controlToken: token, controlHosts = [], publicUrl } = options;
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    throw new RangeError('controlToken must have visible ASCII characters alone, as it is sent in a header');
  const address = publicUrl === undefined ? undefined : new URL(publicUrl);
  const names = address === undefined ? controlHosts : [...controlHosts, address.hostname];
  return {
    access: {
      token,
      hosts: new Set(names.map((name) => name.toLowerCase())),
      publicOrigin: address?.origin,
    },
    facts: { version: VERSION, storage: options.storage ?? storage, now, started: now() },
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

function openStore(options: FourSharedOptions, storage: 'disk' | 'memory'): ContentStore {
  if (storage === 'memory') return new MemoryContentStore();
  return new DiskContentStore(options.storageFolder === undefined ? {} : { folder: options.storageFolder });
}
