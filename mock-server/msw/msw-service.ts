import { writeDescription } from '../../wsdl/write-description.js';
import { writeArraySchema, writeSchema } from '../../wsdl/write-schema.js';
import { defaultWorld } from '../fixture/default-world.js';
import {
  assembleService,
  type FormReader,
  type PublicAddress,
  type Service,
  type ServiceDocuments,
  type ServiceOptions,
} from '../http/index.js';
import { loadEdgeAccounts } from '../load-edge-accounts.js';
import { openMediaReader } from '../media/reader.js';
import { type Scale, Thumbnails } from '../media/thumbnails.js';
import { MemoryContentStore } from '../storage/memory.js';
import { VERSION } from '../version.js';
import type { Digest } from '../world/index.js';

type CommonOptions = Pick<
  ServiceOptions,
  | 'fixture'
  | 'lenient'
  | 'limits'
  | 'log'
  | 'now'
  | 'journal'
  | 'maxNamespaces'
  | 'maxHeldBytes'
  | 'namespaceExpiryMs'
>;

/** Options of a fake behind msw. */
export interface MswOptions extends CommonOptions {
  /** Further addresses of the whole service, such as `https://files.example/api`, besides those of 4shared.com. */
  readonly bases?: readonly string[] | undefined;
  /**
   * Whether to serve the control API, below `/_control/` of api.4shared.com and of `bases`. Default: false, as the
   * fake itself has the same methods.
   */
  readonly control?: boolean | undefined;
}

/** Differences between Node and browsers. */
export interface MswPlatform {
  /** Starts an MD5 computation. */
  readonly digest: () => Digest;
  readonly scale: Scale;
  readonly readForm: FormReader;
}

/** A service with all bytes in memory, and without files. */
export function createMswService(
  { control = false, ...options }: MswOptions,
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
