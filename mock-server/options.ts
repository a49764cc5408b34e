import { assembleService, type CommonOptions } from './assemble-service.js';
import type { ControlSettings, Service } from './http/service.js';
import { md5 } from './storage/digest.js';
import { DiskContentStore } from './storage/disk.js';
import { MemoryContentStore } from './storage/memory.js';
import { VERSION } from './version.js';
import type { ContentStore } from './world/platform.js';

/** What a fake on Node can be told, whichever way it is reached. */
export interface FourSharedOptions extends CommonOptions {
  /** Address of this server as clients know it; without it, addresses follow the Host header. */
  readonly publicUrl?: string;
  /** Believes X-Forwarded-Host and X-Forwarded-Proto. */
  readonly trustProxy?: boolean;
  /** Where bytes are kept. */
  readonly storage?: 'disk' | 'memory';
  /** Folder for the bytes on disk; the system's temporary folder if absent. */
  readonly storageFolder?: string;
  /** Whether there is a control API below `/_control/`. Default true. */
  readonly control?: boolean;
  /** Demanded as a bearer token by the control API. Default: none is. */
  readonly controlToken?: string;
  /** Names of this server, besides IP addresses, localhost and that of `publicUrl`, at which it may be controlled. */
  readonly controlHosts?: readonly string[];
}

/** Puts the parts of a fake together. */
export function createService(options: FourSharedOptions, defaultStorage: 'disk' | 'memory'): Service {
  const storage = options.storage ?? defaultStorage;
  return assembleService(options, {
    openContents: () => openStore(options, storage),
    digest: md5,
    address: { publicUrl: options.publicUrl?.replace(/\/+$/, ''), trustProxy: options.trustProxy ?? false },
    control: (now) => (options.control === false ? undefined : controlSettings(options, now, storage)),
  });
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
    facts: { version: VERSION, storage, now, started: now() },
  };
}

function openStore(options: FourSharedOptions, storage: 'disk' | 'memory'): ContentStore {
  if (storage === 'memory') return new MemoryContentStore();
  return new DiskContentStore(options.storageFolder === undefined ? {} : { folder: options.storageFolder });
}
