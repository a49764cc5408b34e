import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Failure, ServiceFault } from './failure.js';
import type { Item } from './functions.js';
import type { Service } from './service.js';
import type { Target } from './target.js';
import { overWire } from './wire.js';

/** The result of a download. */
export interface Downloaded {
  /** Bytes that were written. */
  readonly size: bigint;
  readonly md5: string;
  /** Whether the service has a digest of the file, which it returns for files of the account only. */
  readonly compared: boolean;
}

/**
 * Writes the bytes of a file to a target, and compares size and digest.
 * @param what id of a file of the account, or the address of any file
 * @throws Failure
 */
export async function download(
  service: Service,
  what: bigint | string,
  target: Target,
  signal: AbortSignal | undefined,
): Promise<Downloaded> {
  const item =
    typeof what === 'bigint' ? await service.call('getFileInfo', { fileId: what }, signal) : undefined;
  const link = item ? item.downloadLink : String(what);
  const address = link ? await service.call('getDirectLink', { link }, signal) : '';
  if (!/^https?:\/\//i.test(address))
    throw new Failure('refused', `there is no address for the file ${what}`);
  const known = item ?? (await ownItem(service, String(what), signal));
  return fetchTo(service, address, target, known, signal);
}

/** The item of the file that an address belongs to; undefined when the file is in another account. */
async function ownItem(
  service: Service,
  link: string,
  signal: AbortSignal | undefined,
): Promise<Item | undefined> {
  try {
    const fileId = await service.call('decodeLink', { link }, signal);
    return await service.call('getFileInfo', { fileId }, signal);
  } catch (error) {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  }
}

async function fetchTo(
  { wire }: Service,
  address: string,
  target: Target,
  item: Item | undefined,
  given: AbortSignal | undefined,
): Promise<Downloaded> {
  const digest = createHash('md5');
  let size = 0n;
  await overWire(wire, given, async (signal, stir) => {
    const answer = await wire.fetch(address, { signal });
    const { body } = answer;
    if (answer.status !== 200 || !body)
      throw new Failure('refused', `the address of the file answered ${answer.status}`);
    let broken: unknown;
    async function* bytes(): AsyncGenerator<Uint8Array> {
      try {
        for await (const piece of body ?? []) {
          stir();
          digest.update(piece);
          size += BigInt(piece.length);
          yield piece;
        }
      } catch (error) {
        broken = error;
        throw error;
      }
    }
    await pipeline(bytes, target.stream, { signal }).catch((error: unknown) => {
      throw broken === undefined && !signal.aborted ? target.failure(error) : (broken ?? error);
    });
  });
  const md5 = digest.digest('hex');
  if (item && item.size !== size)
    throw new Failure('damaged', `${size} bytes came, and the file has ${item.size}`);
  if (item?.md5 !== undefined && item.md5.toLowerCase() !== md5)
    throw new Failure('damaged', `the bytes that came have the digest ${md5}, the file has ${item.md5}`);
  return { size, md5, compared: item?.md5 !== undefined };
}
