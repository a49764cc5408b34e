import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FourSharedFake as Fake,
  type Namespace,
  type RuleInput,
  startFourShared,
} from '../../../../mock-server/index.js';
import type { FourSharedOptions } from '../client-options.js';
import { UploadStopped } from '../failure.js';
import { FourShared } from '../four-shared.js';
import type { UploadHandle } from '../upload-handle.js';

const LOGIN = 'a@b.c';

/** What an account has of a file. */
export interface Stored {
  readonly size: bigint;
  readonly md5: string | undefined;
}

/** A server, a client of its one account that waits little, and a folder for files. */
export class UploadBed {
  #spaces = 0;
  #namespace: Namespace;

  private constructor(
    readonly fake: Fake,
    readonly folder: string,
  ) {
    this.#namespace = fake.namespace();
  }

  static async start(): Promise<UploadBed> {
    const fixture = { accounts: [{ login: LOGIN, password: 'p', quota: 10n ** 9n }] };
    const fake = await startFourShared({ storage: 'memory', fixture });
    return new UploadBed(fake, await mkdtemp(join(tmpdir(), 'client-test-')));
  }

  /** A client with a new world, which the bed observes from here on. */
  client(options: Partial<FourSharedOptions> = {}): FourShared {
    const name = `s${this.#spaces++}`;
    this.#namespace = this.fake.namespace(name);
    return new FourShared({
      wsdl: `${this.fake.url}/~${name}/jax3/DesktopApp?wsdl`,
      login: LOGIN,
      password: 'p',
      retryDelay: { first: 1, longest: 2 },
      ...options,
    });
  }

  get namespace(): Namespace {
    return this.#namespace;
  }

  arm(rule: RuleInput): ReturnType<Namespace['arm']> {
    return this.#namespace.arm(rule);
  }

  stored(name: string): Stored | undefined {
    const node = this.#namespace.world.find(LOGIN, name);
    return node?.kind === 'file' ? { size: node.size, md5: node.md5 } : undefined;
  }

  /** Where the parts begin that were taken, in the order of their ends. */
  parts(): (string | undefined)[] {
    const parts = this.#namespace.journal.entries({ kind: 'part' });
    return parts.flatMap((part) => (part.kind === 'part' && part.outcome === 'ok' ? [part.firstByte] : []));
  }

  async save(bytes: Uint8Array, name = `f${bytes.length}`): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, bytes);
    return path;
  }

  async close(): Promise<void> {
    await this.fake.close();
    await rm(this.folder, { recursive: true });
  }
}

/** Bytes that repeat at no distance that a part has. */
export const someBytes = (size: number): Buffer<ArrayBuffer> =>
  Buffer.alloc(size, Buffer.from(Array.from({ length: 251 }, (_, i) => i)));

export const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** What a promise is rejected with. */
export const reason = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** The handle that an upload stopped with. */
export async function stopped(upload: Promise<unknown>): Promise<UploadHandle> {
  const error = await reason(upload);
  if (!(error instanceof UploadStopped)) throw new Error('The upload did not stop', { cause: error });
  // It may be stored in a file until the upload is resumed.
  return JSON.parse(JSON.stringify(error.handle));
}
