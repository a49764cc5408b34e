import type { FileNode, PartWriter, WholeWriter } from '../world/world.js';
import { UploadRefusal } from '../world/world.js';
import type { StoreBytes } from './byte-pump.js';
import type { PartTarget } from './upload-target.js';

/** What an accepted upload brought: one part of a reserved file, a file that is there now, or one that a rule lost. */
export type Receipt =
  | PartReceipt
  | { readonly kind: 'file'; readonly file: FileNode }
  | { readonly kind: 'lost'; readonly received: bigint };

export interface PartReceipt {
  readonly kind: 'part';
  readonly target: PartTarget;
  /** Bytes, 64-bit. */
  readonly received: bigint;
  /** Set once: all bytes of the upload are there now, and it was not finished. */
  readonly completes?: boolean;
}

/** Hands all bytes of a part or file over, and fails when they break off. */
export type Fill = (store: StoreBytes) => Promise<void>;

/**
 * Fills a part and closes it, whatever happens. What was stored before a failure stays and counts.
 * @throws what `fill` throws; UploadRefusal 3 when no byte came (assumption, after the web clients)
 */
export async function fillPart(target: PartTarget, writer: PartWriter, fill: Fill): Promise<PartReceipt> {
  try {
    await fill((bytes) => writer.write(bytes));
  } catch (error) {
    await writer.close();
    throw error;
  }
  const { received } = await writer.close();
  if (received === 0n) throw new UploadRefusal(3, 'the part has no bytes');
  return { kind: 'part', target, received };
}

/**
 * Fills a file that is sent whole. After a failure nothing of it remains.
 * @throws what `fill` throws; UploadRefusal
 */
export async function fillWhole(writer: WholeWriter, fill: Fill): Promise<Receipt> {
  try {
    await fill((bytes) => writer.write(bytes));
    return { kind: 'file', file: await writer.finish() };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
