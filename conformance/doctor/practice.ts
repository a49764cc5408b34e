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
import type { Target } from '../drivers/client-under-test.js';
import { exchangeText } from '../reports/text/exchange-text.js';
import { bytes } from '../reports/text/wording.js';

const LOGIN = 'patient@doctor.test';
const PASSWORD = 'p&ss <wörd>';

/** What an examination needs: a fake in good health, a server that never answers, and a file of one byte. */
export class Practice {
  readonly #fake: FourSharedFake;
  readonly #service: Version;
  readonly #silent: Server;
  readonly #folder: string;
  readonly #sockets = new Set<Socket>();
  /** Of one byte; its own name is another than that it is to have. */
  readonly file: string;
  readonly name = 'one byte ü & <x>.txt';

  private constructor(fake: FourSharedFake, silent: Server, folder: string, service: Version) {
    this.#fake = fake;
    this.#service = service;
    this.#silent = silent;
    this.#folder = folder;
    this.file = join(folder, 'content');
    silent.on('connection', (socket) => {
      this.#sockets.add(socket);
      // A client that goes away by force is no trouble here.
      socket.on('error', () => socket.destroy()).once('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param service the version of the service that a client is made for */
  static async open(service: Version = 'jax3'): Promise<Practice> {
    const fake = await startFourShared({
      fixture: { firstId: 9_007_199_254_740_993n, accounts: [{ login: LOGIN, password: PASSWORD }] },
    });
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const folder = await mkdtemp(join(tmpdir(), '4shared-testkit-doctor-'));
    const practice = new Practice(fake, silent, folder, service);
    await writeFile(practice.file, '1');
    return practice;
  }

  get healthy(): Target {
    const wsdl = this.#fake.wsdlUrl(this.#service);
    return { wsdl, soap: wsdl.replace('?wsdl', ''), login: LOGIN, password: PASSWORD };
  }

  get wrongPassword(): Target {
    return { ...this.healthy, password: 'not the password' };
  }

  /** Takes connections, and never says a word. */
  get silent(): Target {
    const address = this.#silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const soap = `http://127.0.0.1:${port}/${this.#service}/DesktopApp`;
    return { ...this.healthy, wsdl: `${soap}?wsdl`, soap };
  }

  /** What the account holds of the file by now. */
  held(): { readonly id: string; readonly size: bigint } | undefined {
    const node = this.#fake.world.find(LOGIN, this.name);
    return node?.kind === 'file' ? { id: String(node.id), size: node.size } : undefined;
  }

  /** The names of the files that the account holds by now. */
  async fileNames(): Promise<readonly string[]> {
    return (await observeAccount(this.#fake.world, LOGIN)).files.map(({ name }) => name);
  }

  /** What the account holds by now, as a sentence. */
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

  /** What the server refused last, as a sentence; undefined when it refused nothing. */
  refusal(): string | undefined {
    const refused = this.#fake.namespace().journal.entries().findLast(isRefusal);
    return refused && `What the server refused: ${exchangeText(refused, 'the client')}`;
  }

  /** Where the server was called besides, undefined when it was not. */
  elsewhere(): string | undefined {
    const strays = this.#fake
      .namespaces()
      .filter(({ name, journal }) => name !== '' && journal.report().lastSeq > 0);
    if (strays.length === 0) return undefined;
    const places = strays.map(({ prefix }) => this.#fake.url + prefix).join(', ');
    return `The server was called below ${places}, which is another account's: use the address that the client is given as it is.`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#silent.close(resolve));
    await this.#fake.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Also a file id of 0, and a text in answer to finishing: both mean no. */
function isRefusal(entry: JournalEntry): boolean {
  if (entry.outcome !== 'ok') return true;
  if (entry.kind !== 'call') return false;
  const { operation: name, result } = entry;
  if (name === 'uploadFinishFile') return typeof result === 'string' && result !== '';
  return name === 'uploadStartFile' && !/^[1-9]/.test(String(result));
}
