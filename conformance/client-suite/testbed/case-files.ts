import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WrittenFile } from '../requirement.js';
import { bytesOf, type MadeFile } from '../scenarios/case-content.js';

/** A file on disk that a client can be given. */
interface FileOnDisk {
  /** Absolute. */
  readonly path: string;
  /** Lower-case hex. */
  readonly md5: string;
}

/** The files of cases, on disk in a separate folder. Each is made once and then used by every case that has it. */
export class CaseFiles {
  readonly #made = new Map<string, Promise<FileOnDisk>>();
  #folder: Promise<string> | undefined;
  #downloads = 0;

  /** The file with these bytes. @throws Error of node:fs, such as ENOSPC */
  async get(file: MadeFile): Promise<FileOnDisk> {
    const name = `${createHash('md5')
      .update(JSON.stringify([file.size, file.text ?? file.content ?? file.seed]))
      .digest('hex')}.bin`;
    const made = this.#made.get(name) ?? this.#make(name, file);
    this.#made.set(name, made);
    return made;
  }

  /** A path where nothing is yet, for a client to download to. */
  async freePath(): Promise<string> {
    this.#downloads += 1;
    return join(await this.#home(), `download-${this.#downloads}.bin`);
  }

  /** Removes all of them. They can be had anew afterwards. */
  async close(): Promise<void> {
    const folder = this.#folder;
    this.#folder = undefined;
    await Promise.allSettled(this.#made.values());
    this.#made.clear();
    if (folder) await rm(await folder, { recursive: true, force: true });
  }

  #home(): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), '4shared-testkit-case-'));
    return this.#folder;
  }

  async #make(name: string, made: MadeFile): Promise<FileOnDisk> {
    const path = join(await this.#home(), name);
    const digest = createHash('md5');
    const file = await open(path, 'w');
    try {
      for (const piece of bytesOf(made)) {
        digest.update(piece);
        await file.writeFile(piece);
      }
    } finally {
      await file.close();
    }
    return { path, md5: digest.digest('hex') };
  }
}

const PAGE = /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b/i;

/** What a client wrote to a path; undefined when there is no file. @throws Error of node:fs other than ENOENT */
export async function writtenFile(path: string): Promise<WrittenFile | undefined> {
  const digest = createHash('md5');
  let size = 0;
  let head = '';
  try {
    for await (const piece of createReadStream(path)) {
      if (size === 0) head = Buffer.from(piece).toString('latin1', 0, 500);
      digest.update(piece);
      size += piece.length;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return { md5: digest.digest('hex'), size, isPage: PAGE.test(head) };
}
