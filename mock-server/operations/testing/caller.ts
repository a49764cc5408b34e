import { expect } from 'vitest';
import type { OperationName, Operations } from '../../../wsdl/contract.js';
import { openMediaReader } from '../../media/reader.js';
import { md5 } from '../../storage/digest.js';
import { MemoryContentStore } from '../../storage/memory.js';
import { World } from '../../world/index.js';
import type { Fixture } from '../../world/opening/fixture.js';
import { HANDLERS, type Handler } from '../index.js';

// What the tests of the operations share: a world with ids that can be named, and calls to it.

export const BASE = 'http://fake.test/~one';
export const HELLO = '5d41402abc4b2a76b9719d911017c592';
export const DATE = Date.UTC(2012, 8, 1, 12);
export const ME = { login: 'me@example.com', password: 'secret' };
/** An id that nothing has. */
export const GONE = 99n;

const fixture: Fixture = {
  firstId: 2n ** 53n + 1n,
  dataCenters: [188, 236],
  accounts: [
    {
      ...ME,
      quota: 1000n,
      maxFileSize: 500n,
      folders: [
        {
          name: 'Beta',
          id: 2n,
          folders: [{ name: 'Inner', id: 3n }],
          files: [{ name: 'deep.txt', id: 11n, size: 10n }],
        },
        { name: 'alpha', id: 4n },
        { name: 'Removed', id: 5n, removed: true, files: [{ name: 'lost.txt', id: 15n, size: 5n }] },
      ],
      files: [
        { name: 'b.txt', id: 12n, text: 'hello', date: DATE },
        { name: 'A.jpg', id: 13n, size: 20n },
        { name: 'binned.txt', id: 14n, size: 30n, removed: true },
      ],
    },
    {
      login: 'other@example.com',
      password: 'x',
      folders: [{ name: 'Theirs', id: 8n }],
      files: [{ name: 'theirs.txt', id: 18n }],
    },
    { login: 'premium@example.com', password: 'x', premium: true },
    { login: 'inactive@example.com', password: 'x', active: false },
    { login: 'banned@example.com', password: 'x', banned: true },
  ],
};

export type Args<Name extends OperationName> = Omit<Operations[Name]['args'], 'login' | 'password'>;

/** The credentials of one of the other accounts. */
export const as = (login: string) => ({ login: `${login}@example.com`, password: 'x' });

export const fault = (message: string) =>
  expect.objectContaining({ name: 'ApiException', details: message, message });
export const NO_FILE = fault('File not found');
export const NO_FOLDER = fault('Folder not found');

/** Lists as the arrays that the contract has in their places. */
function withArrays(result: unknown): unknown {
  const isList = typeof result === 'object' && result !== null && Symbol.iterator in result;
  return isList ? Array.from(result as Iterable<unknown>, withArrays) : result;
}

/** Calls operations of a separate world. */
export class Caller {
  readonly world: World;

  constructor(more: Partial<Fixture> = {}) {
    const platform = {
      now: () => DATE,
      digest: md5,
      contents: new MemoryContentStore(),
      media: openMediaReader(),
    };
    this.world = new World(platform, { ...fixture, ...more });
  }

  /** Calls an operation as the account `who`. */
  async as<Name extends OperationName>(
    who: typeof ME,
    name: Name,
    args: Args<Name>,
  ): Promise<Operations[Name]['result']> {
    const handler: Handler<Name> = HANDLERS[name];
    const context = { world: this.world, base: BASE, version: 'jax3' } as const;
    // The compiler cannot see that the arguments without credentials and the credentials are the arguments.
    const result: unknown = await handler(context, { ...who, ...args } as Operations[Name]['args']);
    return withArrays(result) as Operations[Name]['result'];
  }

  readonly call = <Name extends OperationName>(name: Name, args: Args<Name>) => this.as(ME, name, args);

  free(): Promise<bigint> {
    return this.call('getFreeSpace', {});
  }

  /** Sends a text as the one part of an upload. */
  async send(fileId: bigint, text: string): Promise<void> {
    const part = this.world.openPart(await this.call('createUploadSessionKey', { dirId: -1n }), fileId, 0n);
    await part.write(new TextEncoder().encode(text));
    await part.close();
  }
}
