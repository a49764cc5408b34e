import { writeDescription } from '../../wsdl/write-description.js';
import { writeArraySchema, writeSchema } from '../../wsdl/write-schema.js';
import { defaultWorld } from '../fixture/default-world.js';
import {
  assembleService,
  type FormReader,
  type PublicAddress,
  type Service,
  type ServiceDocuments,
} from '../http/index.js';
import { loadEdgeAccounts } from '../load-edge-accounts.js';
import { openMediaReader } from '../media/reader.js';
import { type Scale, Thumbnails } from '../media/thumbnails.js';
import type { CheckedOptions } from '../options.js';
import { MemoryContentStore } from '../storage/memory.js';
import { VERSION } from '../version.js';
import type { Digest } from '../world/index.js';

/** Differences between Node and browsers. */
export interface MswPlatform {
  /** Starts an MD5 computation. */
  readonly digest: () => Digest;
  readonly scale: Scale;
  readonly readForm: FormReader;
}

/** A service with all bytes in memory, and without files. */
export function createMswService(
  { control = false, ...options }: CheckedOptions,
  { digest, scale, readForm }: MswPlatform,
  links: PublicAddress['links'],
): Service {
  const thumbnails = new Thumbnails(scale);
  const service = assembleService(
    { ...options, control },
    {
      now: Date.now,
      digest,
      media: openMediaReader(),
      openContents: () => new MemoryContentStore(),
      storage: 'memory',
      fixture: defaultWorld,
      edgeAccounts: loadEdgeAccounts,
      version: VERSION,
      documents: DOCUMENTS,
      readForm,
      scalePicture: (file, limit) => thumbnails.make(file, limit),
    },
  );
  return {
    ...service,
    address: { trustProxy: false, links },
    // A page that uses msw has its own origin.
    allowedOrigins: undefined,
    // Only requests of the same process get here.
    control: service.control && { ...service.control, access: undefined },
  };
}

const TEXTS: Readonly<Record<string, () => string>> = {
  'jax2.wsdl': () => writeDescription('jax2'),
  'jax3.wsdl': () => writeDescription('jax3'),
  'jax2.xsd': () => writeSchema('jax2'),
  'jax3.xsd': () => writeSchema('jax3'),
  'array.xsd': writeArraySchema,
};

const DOCUMENTS: ServiceDocuments = {
  wsdl(file) {
    const write = TEXTS[file];
    if (!write) throw new RangeError(`${file} is no document of the service`);
    return write();
  },
  openApi: async () => {
    const { default: document } = await import('../control/openapi.json', { with: { type: 'json' } });
    return JSON.stringify(document);
  },
};
