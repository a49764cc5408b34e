import {
  type Act,
  CutOff,
  type Firing,
  performs,
  shapeBytes,
  storing,
  type WireAct,
  wireActs,
} from '../../edge-cases/index.js';
import { delay } from '../../waits.js';
import {
  type FileNode,
  type PartWriter,
  UploadRefusal,
  type WholeTarget,
  type WholeWriter,
} from '../../world/index.js';
import type { RoutedRequest } from '../routed-request.js';
import { performTimed } from '../timed-acts.js';
import { StagedBytes } from './staged-bytes.js';
import { type PartTarget, sessionKey, uploader } from './target.js';

/** Accepted bytes: a part of a reserved file, a complete file, or a file that a rule lost. */
export type Accepted =
  | {
      readonly kind: 'part';
      readonly target: PartTarget;
      /** Bytes, 64-bit. */
      readonly received: bigint;
      /** Set once: all bytes of the upload are there, and it is not finished. */
      readonly completes: boolean;
    }
  | { readonly kind: 'file'; readonly file: FileNode }
  | { readonly kind: 'lost'; readonly received: bigint };

type Source = AsyncIterable<Uint8Array> | StagedBytes;

const NO_PART = { fileId: undefined, firstByte: undefined };

/** Passes the bytes of one request to world and storage, as rules demand. */
export class UploadStore {
  readonly #routed: RoutedRequest;
  #target: PartTarget | undefined;
  #firing: Firing | undefined;
  #bytes = 0n;
  #cutOff: CutOff | undefined;

  constructor(routed: RoutedRequest) {
    this.#routed = routed;
  }

  /** The part, if it is one and that is known. */
  get target(): PartTarget | undefined {
    return this.#target;
  }

  /** The rules that fired; undefined until the destination of the bytes is known. */
  get firing(): Firing | undefined {
    return this.#firing;
  }

  get acts(): readonly Act[] {
    return this.#firing?.acts ?? [];
  }

  /** Bytes of the file that arrived, 64-bit. */
  get bytes(): bigint {
    return this.#bytes;
  }

  /** Set when a rule cut the connection while bytes arrived. */
  get cutOff(): CutOff | undefined {
    return this.#cutOff;
  }

  /** Call it when the destination of the bytes is known: consults the rules, and performs the acts before the bytes. */
  async begin(target: PartTarget | undefined): Promise<void> {
    const { namespace } = this.#routed;
    this.#target = target;
    await namespace.prepare(uploader(this.#routed)?.login);
    const account = uploader(this.#routed)?.login;
    this.#firing = namespace.consult({ kind: 'part', account, ...(target ?? NO_PART) });
    await this.perform('before');
  }

  /** Performs the acts of rules before the bytes, or between them and the response. */
  async perform(at: 'before' | 'after'): Promise<void> {
    if (!this.#firing) return;
    const { namespace, request } = this.#routed;
    const account = uploader(this.#routed)?.login;
    const exchange = { kind: 'part', account, signal: request.abandoned } as const;
    await performTimed(at, this.acts, namespace, exchange);
  }

  get #isStored(): boolean {
    return performs(this.acts) && storing(this.acts) !== 'not';
  }

  /**
   * Bytes stored before a failure stay and count.
   * @throws UploadRefusal; 3 when no byte arrived (assumption, after the web clients)
   */
  async storePart(target: PartTarget, bytes: Source): Promise<Accepted> {
    if (!this.#isStored) {
      await this.#fill(undefined, bytes);
      return { kind: 'part', target, received: this.#bytes, completes: false };
    }
    const { world } = this.#routed.namespace;
    const key = sessionKey(this.#routed.query);
    const writer = world.openPart(key, target.fileId, target.firstByte);
    try {
      await this.#fill(writer, bytes);
    } catch (error) {
      await writer.close();
      throw error;
    }
    const { received } = await writer.close();
    if (received === 0n) throw new UploadRefusal(3, 'the part has no bytes');
    if (storing(this.acts) === 'twice') world.repeatPart(key, target.fileId, received);
    const account = uploader(this.#routed);
    const upload = account && world.uploads.unfinished(account, target.fileId);
    return { kind: 'part', target, received, completes: upload?.becameComplete() ?? false };
  }

  /** After a failure nothing of the file remains. @throws UploadRefusal */
  async storeWhole(target: WholeTarget, bytes: Source): Promise<Accepted> {
    if (!this.#isStored) {
      await this.#fill(undefined, bytes);
      return { kind: 'lost', received: this.#bytes };
    }
    const writer = this.#routed.namespace.world.openWhole(sessionKey(this.#routed.query), target);
    try {
      await this.#fill(writer, bytes);
      return { kind: 'file', file: await writer.finish() };
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  }

  /**
   * @param writer undefined: the bytes are dropped
   * @throws CutOff when a rule cuts the connection, after the bytes before it are stored
   */
  async #fill(writer: PartWriter | WholeWriter | undefined, source: Source): Promise<void> {
    const { request, service } = this.#routed;
    const inward = wireActs(this.acts, 'in');
    const isStaged = source instanceof StagedBytes;
    // Bytes that no rule changes are taken over where they are, unless they are few.
    const given = isStaged && writer && inward.length === 0 ? await source.giveTo(writer) : undefined;
    if (given !== undefined) {
      this.#bytes = given;
      return;
    }
    const bytes = isStaged ? source.read() : source;
    try {
      await service.pump.run(inward.length === 0 ? bytes : this.#shaped(bytes, inward), async (piece) => {
        this.#bytes += BigInt(piece.length);
        await writer?.write(piece);
      });
    } finally {
      if (this.#cutOff) await request.cut(this.#cutOff.how);
    }
    if (this.#cutOff) throw this.#cutOff;
  }

  /** Ends at the cut, so that the bytes before it are stored. */
  async *#shaped(bytes: AsyncIterable<Uint8Array>, inward: readonly WireAct[]): AsyncGenerator<Uint8Array> {
    try {
      yield* shapeBytes(bytes, inward, { delay, signal: this.#routed.request.abandoned });
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      this.#cutOff = error;
    }
  }
}
