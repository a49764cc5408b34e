import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FourSharedFake,
  type JournalEntry,
  startFourShared,
  type Version,
} from '../../mock-server/index.js';
import { observeAccount } from '../client-suite/testbed/account-observation.js';
import type { Target } from '../drivers/index.js';
import { bytes, exchangeText } from '../reports/index.js';

const LOGIN = 'client@doctor.test';
const PASSWORD = 'p&ss <wörd>';

/** What the steps need: a working fake, a server that never responds, and a file of one byte. */
export class DoctorTestbed {
  readonly #fake: FourSharedFake;
  readonly #service: Version;
  readonly #silent: Server;
  readonly #folder: string;
  readonly #sockets = new Set<Socket>();
  /** Path of the file of one byte. Its name on disk differs from `name`. */
  readonly file: string;
  /** The name that the file must have in the account. */
  readonly name = 'one byte ü & <x>.txt';

  private constructor(fake: FourSharedFake, silent: Server, folder: string, service: Version) {
    this.#fake = fake;
    this.#service = service;
    this.#silent = silent;
    this.#folder = folder;
    this.file = join(folder, 'content');
    silent.on('connection', (socket) => {
      this.#sockets.add(socket);
      // A client that is killed resets its connections.
      socket.on('error', () => socket.destroy()).once('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param service the version of the service that a client is made for */
  static async open(service: Version = 'jax3'): Promise<DoctorTestbed> {
    const fake = await startFourShared({
      fixture: { firstId: 9_007_199_254_740_993n, accounts: [{ login: LOGIN, password: PASSWORD }] },
    });
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const folder = await mkdtemp(join(tmpdir(), '4shared-testkit-doctor-'));
    const testbed = new DoctorTestbed(fake, silent, folder, service);
    await writeFile(testbed.file, '1');
    return testbed;
  }

  /** The fake, with the right credentials. */
  get working(): Target {
    const wsdl = this.#fake.wsdlUrl(this.#service);
    return { wsdl, soap: wsdl.replace('?wsdl', ''), login: LOGIN, password: PASSWORD };
  }

  /** The fake, with a wrong password. */
  get wrongPassword(): Target {
    return { ...this.working, password: 'not the password' };
  }

  /** A server that accepts connections and never responds. */
  get silent(): Target {
    const address = this.#silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const soap = `http://127.0.0.1:${port}/${this.#service}/DesktopApp`;
    return { ...this.working, wsdl: `${soap}?wsdl`, soap };
  }

  /** Id and size in bytes of the file in the account; undefined when it is not there. */
  held(): { readonly id: string; readonly size: bigint } | undefined {
    const node = this.#fake.world.find(LOGIN, this.name);
    return node?.kind === 'file' ? { id: String(node.id), size: node.size } : undefined;
  }

  /** The names of all files in the account. */
  async fileNames(): Promise<readonly string[]> {
    return (await observeAccount(this.#fake.world, LOGIN)).files.map(({ name }) => name);
  }

  /** The files in the account, as a sentence. */
  async holding(): Promise<string> {
    const { files, unfinished } = await observeAccount(this.#fake.world, LOGIN);
    const whole = files.map(
      ({ name, size, parentId }) =>
        `${JSON.stringify(name)} (${bytes(size)}${parentId === '-1' ? '' : `, in the folder ${parentId}`})`,
    );
    const begun = unfinished.map(
      ({ name, size, received }) => `${JSON.stringify(name)}, unfinished (${received} of ${bytes(size)})`,
    );
    return `The account holds ${[...whole, ...begun].join(', ') || 'no file'}.`;
  }

  /** The last request that the server refused, as a sentence; undefined when there is none. */
  refusal(): string | undefined {
    const refused = this.#fake.namespace().journal.entries().findLast(isRefusal);
    return refused && `The server refused: ${exchangeText(refused, 'the client')}`;
  }

  /** Calls below addresses that the client was not given, as a sentence; undefined when there are none. */
  elsewhere(): string | undefined {
    const strays = this.#fake
      .namespaces()
      .filter(({ name, journal }) => name !== '' && journal.report().lastSeq > 0);
    if (strays.length === 0) return undefined;
    const places = strays.map(({ prefix }) => this.#fake.url + prefix).join(', ');
    return `The client called the server below ${places}. Use the given address unchanged.`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#silent.close(resolve));
    await this.#fake.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A file id of 0, and a text that uploadFinishFile returns, are refusals as well (howto). */
function isRefusal(entry: JournalEntry): boolean {
  if (entry.outcome !== 'ok') return true;
  if (entry.kind !== 'call') return false;
  const { operation: name, result } = entry;
  if (name === 'uploadFinishFile') return typeof result === 'string' && result !== '';
  return name === 'uploadStartFile' && !/^[1-9]/.test(String(result));
}
