import { Failure, UploadStopped } from './failure.js';
import { FourShared } from './four-shared.js';
import type { ServiceTarget } from './service.js';

interface Place {
  readonly file: string;
  readonly name: string;
  readonly dirId: string;
}

/** Bytes of a part. The files of the kit are small, and some are to be sent in several. */
const PART_SIZE = 64 * 1024;

/** Two attempts must fit into the 10 seconds that the kit waits; its service is on the same machine. */
const LIMITS = { timeout: 3_000, retries: 1, retryDelay: { first: 50, longest: 100 } };

/** Why a folder was not created, by the returned code (wiki). */
const NOT_MADE: ReadonlyMap<bigint, string> = new Map([
  [0n, 'it is not allowed'],
  [-1n, 'there is one of that name'],
  [-2n, 'its parent was removed'],
]);

/** A failure as reported to the kit: its name is the kind, its handle a text. */
export class Reported extends Error {
  readonly handle: string | undefined;

  constructor(error: unknown) {
    super(error instanceof Error ? error.message : String(error), { cause: error });
    this.name = error instanceof Failure ? error.kind : 'failed';
    this.handle = error instanceof UploadStopped ? JSON.stringify(error.handle) : undefined;
  }
}

/** An operation as the kit calls it, with a new client for each call. */
function operation<Args, Result>(work: (client: FourShared, args: Args) => Promise<Result>) {
  return async (target: ServiceTarget, args: Args, signal: AbortSignal): Promise<Result> => {
    try {
      const { wsdl, soap, login, password } = target;
      return await work(new FourShared({ wsdl, soap, login, password, ...LIMITS, signal }), args);
    } catch (error) {
      throw new Reported(error);
    }
  };
}

async function upload(client: FourShared, { file, name, dirId }: Place): Promise<{ fileId: string }> {
  const { id } = await client.upload(file, { name, dirId: BigInt(dirId), partSize: PART_SIZE });
  return { fileId: String(id) };
}

/** The client as the conformance kit calls it, in this process or by `stdio.ts`. */
export const typescriptClient = {
  name: 'typescript',
  version: '2.0.0',
  concurrency: 4,
  upload: operation(upload),
  resume: operation(async (client, { handle, ...place }: Place & { handle?: string | undefined }) => {
    if (handle === undefined) return upload(client, place);
    const { id } = await client.upload(place.file, { resume: JSON.parse(handle) });
    return { fileId: String(id) };
  }),
  list: operation(async (client, { dirId }: { readonly dirId: string }) => {
    const items = await client.getItems({ dirId: BigInt(dirId) });
    const listed = items.filter((item) => item !== null);
    return {
      items: listed.map(({ id, name = '', size, directory }) => {
        return { id: String(id), name, size: String(size), directory };
      }),
    };
  }),
  createFolder: operation(async (client, { dirId, name }: Omit<Place, 'file'>) => {
    const id = await client.createNewFolder({ dirId: BigInt(dirId), folderName: name });
    if (id > 0n) return { dirId: String(id) };
    throw new Failure('refused', `the folder was not made: ${NOT_MADE.get(id) ?? `code ${id}`}`);
  }),
  download: operation(async (client, { fileId, to }: { readonly fileId: string; readonly to: string }) => {
    await client.download(BigInt(fileId), to);
    return {};
  }),
  delete: operation(async (client, { fileId }: { readonly fileId: string }) => {
    await client.deleteFile({ fileId: BigInt(fileId) });
    return {};
  }),
  space: operation(async (client, _: Record<never, never>) => ({
    free: String(await client.getFreeSpace()),
  })),
} as const;
