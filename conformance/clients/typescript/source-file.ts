import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** A stretch of a file: `end` is not part of it. Sizes here are those of files on disk, which numbers hold exactly. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A file that is to be uploaded. It is never read into memory as a whole. */
export class SourceFile {
  private constructor(
    readonly path: string,
    readonly size: number,
  ) {}

  static async open(path: string): Promise<SourceFile> {
    return new SourceFile(path, (await stat(path)).size);
  }

  async *read({ start, end }: Stretch): AsyncGenerator<Uint8Array> {
    if (start < end) yield* createReadStream(this.path, { start, end: end - 1 });
  }

  async md5(): Promise<string> {
    const digest = createHash('md5');
    for await (const bytes of this.read({ start: 0, end: this.size })) digest.update(bytes);
    return digest.digest('hex');
  }

  /** The file cut into stretches of a size; the last one may be shorter, and an empty file has none. */
  stretches(size: number): Stretch[] {
    const cuts: Stretch[] = [];
    for (let start = 0; start < this.size; start += size)
      cuts.push({ start, end: Math.min(start + size, this.size) });
    return cuts;
  }
}
