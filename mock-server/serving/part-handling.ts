import {
  type Act,
  CutOff,
  type Firing,
  performs,
  shapeBytes,
  storing,
  wireActs,
} from '../edge-cases/index.js';
import type { Namespace } from '../namespaces/namespace.js';
import type { Account, PartWriter, Staging, WholeTarget, WholeWriter, World } from '../world/world.js';
import { passMoment } from './moments.js';
import type { HttpRequest } from './request.js';
import { sleep } from './sleep.js';
import type { StagedBytes } from './staged-bytes.js';
import { type Fill, fillPart, fillWhole, type Receipt } from './upload-receipt.js';
import type { PartTarget } from './upload-target.js';

/** Brings the bytes of one request to their place in the world, the way that rules want it. */
export class PartHandling {
  readonly #namespace: Namespace;
  readonly #sessionKey: string;
  readonly #request: HttpRequest;
  #begun = false;
  #firing: Firing | undefined;
  #target: PartTarget | undefined;
  #received = 0n;
  #cutOff: CutOff | undefined;

  constructor(namespace: Namespace, sessionKey: string, request: HttpRequest) {
    this.#namespace = namespace;
    this.#sessionKey = sessionKey;
    this.#request = request;
  }

  /** The rules that fired; undefined also before it was known where the bytes go. */
  get firing(): Firing | undefined {
    return this.#firing;
  }

  get acts(): readonly Act[] {
    return this.#firing?.acts ?? [];
  }

  /** Which part it is, once that is known and if it is one. */
  get target(): PartTarget | undefined {
    return this.#target;
  }

  /** Whose session it is. */
  get account(): Account | undefined {
    return this.#namespace.world.sessions.owner(this.#sessionKey);
  }

  /** Bytes of the file that came so far, 64-bit. */
  get received(): bigint {
    return this.#received;
  }

  /** Set once the connection was cut while bytes came in. */
  get cutOff(): CutOff | undefined {
    return this.#cutOff;
  }

  /** To be called once it is known where the bytes go: asks the rules, and does what comes first. */
  async begin(target: PartTarget | undefined): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    this.#target = target;
    await this.#namespace.prepare(this.account?.login);
    this.#firing = this.#namespace.consult({
      kind: 'part',
      account: this.account?.login,
      fileId: target?.fileId,
      firstByte: target?.firstByte,
    });
    await this.#pass('before');
  }

  /** What comes after the bytes and before the answer. */
  async end(): Promise<void> {
    await this.#pass('after');
  }

  /**
   * Takes a part that begins where `target` says.
   * @param staged what `fill` reads: a part that no rule changes gets it with hardly a copy
   * @throws UploadRefusal, and what `fill` throws
   */
  async takePart(target: PartTarget, fill: Fill, staged?: StagedBytes): Promise<Receipt> {
    if (!this.#isStored) return { kind: 'part', target, received: await this.#forget(fill) };
    const { world } = this.#namespace;
    const writer = world.openPart(this.#sessionKey, target.fileId, target.firstByte);
    const part = await fillPart(target, writer, this.#given(writer, fill, staged));
    if (storing(this.acts) === 'twice') world.repeatPart(this.#sessionKey, target.fileId, part.received);
    const { account } = this;
    const upload = account && world.uploads.unfinished(account, target.fileId);
    return upload?.becameComplete() ? { ...part, completes: true } : part;
  }

  get world(): World {
    return this.#namespace.world;
  }

  /** Takes bytes of which it is not known yet what they are. @param target where the file goes, if it is one */
  stage(target: Omit<WholeTarget, 'name'>): Staging {
    return this.world.stage(this.#sessionKey, target);
  }

  /**
   * Takes a file that is sent whole.
   * @param staged what `fill` reads: a file that no rule changes gets it without a copy
   * @throws UploadRefusal, and what `fill` throws
   */
  async takeWhole(target: WholeTarget, fill: Fill, staged?: StagedBytes): Promise<Receipt> {
    if (!this.#isStored) return { kind: 'lost', received: await this.#forget(fill) };
    const writer = this.#namespace.world.openWhole(this.#sessionKey, target);
    return fillWhole(writer, this.#given(writer, fill, staged));
  }

  /** The bytes on their way in, as rules let them through. */
  shape(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    const inward = wireActs(this.acts, 'in');
    return inward.length === 0
      ? bytes
      : this.#shaped(shapeBytes(bytes, inward, { sleep, signal: this.#signal }));
  }

  /** Ends where the connection is to be cut, so that what came before is stored. */
  async *#shaped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* bytes;
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      this.#cutOff = error;
    }
  }

  /** Takes bytes and forgets them. */
  async #forget(fill: Fill): Promise<bigint> {
    await this.#counted(fill)(async () => {});
    return this.#received;
  }

  /** Gives what was staged to a writer as it is, unless rules change it or it is little. */
  #given(writer: WholeWriter | PartWriter, fill: Fill, staged: StagedBytes | undefined): Fill {
    const isChanged = wireActs(this.acts, 'in').length > 0;
    const counted = this.#counted(fill);
    return async (store) => {
      const given = isChanged ? undefined : await staged?.giveTo(writer);
      if (given === undefined) await counted(store);
      else this.#received = given;
    };
  }

  #counted(fill: Fill): Fill {
    return async (store) => {
      try {
        await fill((bytes) => {
          this.#received += BigInt(bytes.length);
          return store(bytes);
        });
      } finally {
        if (this.#cutOff) await this.#request.cut(this.#cutOff.how);
      }
      if (this.#cutOff) throw this.#cutOff;
    };
  }

  get #isStored(): boolean {
    return performs(this.acts) && storing(this.acts) !== 'not';
  }

  get #signal(): AbortSignal {
    return this.#request.abandoned;
  }

  async #pass(at: 'before' | 'after'): Promise<void> {
    if (!this.#firing) return;
    const affected = { kind: 'part', account: this.account?.login, signal: this.#signal } as const;
    await passMoment(at, this.acts, this.#namespace, affected);
  }
}
