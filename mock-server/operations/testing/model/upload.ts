import { createHash } from 'node:crypto';
import type { ModelAccount, ModelFile, ModelFolder } from './nodes.js';

/** An upload that is neither finished nor cancelled. */
export class ModelUpload {
  readonly #bytes = new Map<number, number>();

  constructor(
    readonly id: bigint,
    readonly owner: ModelAccount,
    readonly folder: ModelFolder,
    readonly name: string,
    readonly size: bigint,
    readonly updates?: ModelFile,
  ) {}

  /** The first byte that is missing; the size when none is. */
  get gap(): number {
    for (let place = 0; ; place++) if (!this.#bytes.has(place)) return place;
  }

  get isComplete(): boolean {
    return BigInt(this.#bytes.size) === this.size;
  }

  /** What is past the size is refused, and the rest of the part is kept. */
  write(firstByte: number, bytes: Uint8Array): void {
    for (const [index, byte] of bytes.entries())
      if (BigInt(firstByte + index) < this.size) this.#bytes.set(firstByte + index, byte);
  }

  /** Of the bytes up to the first that is missing. */
  get md5(): string {
    return digestOf(Uint8Array.from({ length: this.gap }, (_, place) => this.#bytes.get(place) ?? 0));
  }
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
