import fc from 'fast-check';
import { UploadRefusal } from '../../../../world/index.js';
import type { Command, CommandKind } from '../command.js';
import { checkAfterCall } from '../invariants/index.js';
import type { Model } from '../model.js';
import { asker, type Service } from '../service.js';
import type { ModelUpload } from '../upload.js';

/**
 * Bytes for an upload: where they begin in the file, counted from its first gap, how many they are, and whether the
 * upload is finished when they were the last ones.
 */
const aPart = fc.record({
  pick: fc.nat(10),
  isWanted: fc.oneof(
    { weight: 9, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  from: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -9, max: 9 }) },
  ),
  length: fc.oneof(
    { weight: 2, arbitrary: fc.constant('rest' as const) },
    { weight: 1, arbitrary: fc.nat(12) },
  ),
  salt: fc.nat(255),
  isLast: fc.boolean(),
});

type Part = typeof aPart extends fc.Arbitrary<infer Chosen> ? Chosen : never;

/** More would take the run too long. */
const LARGEST = 200n;

class SendPart implements Command {
  constructor(private readonly part: Part) {}

  check(model: Readonly<Model>): boolean {
    return this.#upload(model) !== undefined;
  }

  /** Mostly one that lacks bytes. */
  #upload({ uploads }: Readonly<Model>): ModelUpload | undefined {
    const { pick, isWanted } = this.part;
    const found = [...uploads.values()].filter(({ isComplete }) => isWanted !== isComplete);
    return found[pick % found.length];
  }

  async run(model: Model, service: Service): Promise<void> {
    const { from, length, salt, isLast } = this.part;
    const upload = this.#upload(model);
    if (!upload) return;
    const me = upload.owner;
    me.keys[0] ??= await asker(service, me)('createUploadSessionKey', { dirId: -1n });
    const first = Math.max(upload.gap + from, 0);
    const rest = upload.size > LARGEST ? 1 : Math.max(Number(upload.size) - first, 0);
    const bytes = Uint8Array.from({ length: length === 'rest' ? rest : length }, (_, i) => (i + salt) % 256);
    const isTaken = await send(service, me.keys[0], upload.id, first, bytes);
    const fits = BigInt(first + bytes.length) <= upload.size;
    if (isTaken !== fits) throw new Error(`The part is ${isTaken ? 'taken' : 'refused'}.`);
    upload.write(first, bytes);
    if (isLast && upload.isComplete) {
      const complaint = await asker(service, me)('uploadFinishFile', { fileId: upload.id, md5: upload.md5 });
      if (complaint !== '') throw new Error(`The upload cannot be finished: ${complaint}`);
      model.complete(upload);
    }
    await checkAfterCall(model, service, me);
  }

  toString(): string {
    return `sends a part(${fc.stringify(this.part)})`;
  }
}

async function send(
  { world }: Service,
  key: string,
  id: bigint,
  first: number,
  bytes: Uint8Array,
): Promise<boolean> {
  try {
    const part = world.openPart(key, id, BigInt(first));
    await part.write(bytes).finally(() => part.close());
    return true;
  } catch (error) {
    if (error instanceof UploadRefusal && error.code === 1) return false;
    throw error;
  }
}

/** Not an operation, but what becomes of bytes is part of many. */
export const sendsPart: CommandKind = { commands: aPart.map((part) => new SendPart(part)) };
