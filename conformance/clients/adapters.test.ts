import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type FourSharedFake,
  type Namespace,
  type RuleInput,
  startFourShared,
} from '../../mock-server/index.js';
import type { ClientOutcome, ClientUnderTest, OperationName, ResultOf } from '../drivers/index.js';
import { ADAPTED_CLIENTS } from './adapters.js';
import { isPresent, madeClient } from './testing/made-client.js';

// A first look at each client, so that a full run of the kit has something to run against.

const FIRST_ID = 9_007_199_254_740_993n;
const LOGIN = 'client-17@kit.test';
const PASSWORD = `p& <'wörd">$x`;
const NAME = `Ünï & <x> "q" 'a' 漢字 😀 ]]>.bin`;
const BYTES = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, index) => (index * 2_654_435_761) >>> 24));
const PATIENT = 100_000;

const clients = await Promise.all(
  ADAPTED_CLIENTS.map(async (adapted) => {
    const present = await isPresent(adapted);
    const skipped = present ? '' : ` (skipped; to run it: apt install ${adapted.packages})`;
    return [`${adapted.name}${skipped}`, { present, adapted }] as const;
  }),
);

let folder: string;
let file: string;
let fake: FourSharedFake;
let spaces = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adapters-test-'));
  file = join(folder, 'content');
  await writeFile(file, BYTES);
  fake = await startFourShared({
    fixture: {
      firstId: FIRST_ID,
      accounts: [{ login: LOGIN, password: PASSWORD, folders: [{ name: 'in' }] }],
    },
  });
});
afterAll(async () => {
  await fake?.close();
  await rm(folder, { recursive: true, force: true });
});

const failureOf = (said: ClientOutcome): string =>
  said.kind === 'error' ? said.error.message : JSON.stringify(said);

// Clients side by side, and one visit after the other at each.
describe.concurrent.each(clients)('%s', (_, { present, adapted }) => {
  let client: ClientUnderTest;
  beforeAll(async () => {
    if (!present) return;
    client = adapted.reach(await madeClient(adapted), { helloMs: PATIENT });
  });
  afterAll(() => client?.stop());

  /** A new world, and the client that works in it. */
  async function visit(version: 'jax3' | 'jax2', rules: readonly RuleInput[] = []) {
    const name = `visit-${++spaces}`;
    const namespace = fake.namespace(name);
    await namespace.arm(...rules);
    const soap = `${fake.url}/~${name}/${version}/DesktopApp`;
    const session = await client.open({ wsdl: `${soap}?wsdl`, soap, login: LOGIN, password: PASSWORD });
    const upload = (dirId = '-1', path = file) =>
      session.call('upload', { file: path, name: NAME, dirId }, PATIENT);
    return { name, namespace, session, upload };
  }

  const freeSpace = (namespace: Namespace): bigint | undefined => {
    const account = namespace.world.account(LOGIN);
    return account && namespace.world.freeSpace(account);
  };
  const stored = ({ world }: Namespace, path: string) => {
    const node = world.find(LOGIN, path);
    return node?.kind === 'file' ? { id: String(node.id), md5: node.md5 } : undefined;
  };
  const parts = ({ journal }: Namespace) => journal.entries({ kind: 'part' });
  const md5 = createHash('md5').update(BYTES).digest('hex');

  test.skipIf(!present).sequential.each(['jax3', 'jax2'] as const)(
    '%s: uploads to the root and to a folder',
    async (version) => {
      const { namespace, upload } = await visit(version);
      const said = await upload();
      const held = stored(namespace, NAME);
      expect(held?.md5, failureOf(said)).toBe(md5);
      expect(said).toEqual({ kind: 'ok', result: expect.objectContaining({}) });
      const { fileId = held?.id } = (said as { result: ResultOf<'upload'> }).result;
      expect(fileId).toBe(held?.id);
      expect(parts(namespace)).toHaveLength(1);
      const inFolder = await upload(String(namespace.world.find(LOGIN, 'in')?.id));
      expect(stored(namespace, `in/${NAME}`)?.md5, failureOf(inFolder)).toBe(md5);
    },
  );

  test.skipIf(!present).sequential('uploads a file without a byte', async () => {
    const { namespace, upload } = await visit('jax3');
    const empty = join(folder, 'empty');
    await writeFile(empty, '');
    const said = await upload('-1', empty);
    expect(said.kind, failureOf(said)).toBe('ok');
    expect(stored(namespace, NAME)?.md5).toBe(createHash('md5').digest('hex'));
  });

  const call = (name: string, act: RuleInput['do'][number]): RuleInput =>
    ({ on: { kind: 'call', operation: name }, do: [act] }) as RuleInput;

  test.skipIf(!present).sequential.each([
    ['too little space', call('getFreeSpace', { act: 'return', value: '99999' }), /99999/],
    ['a file too large', call('getMaxFileSize', { act: 'return', value: '99999' }), /99999/],
    ['an empty session key', call('createUploadSessionKey', { act: 'return', value: '' }), /session/],
    ['no session key', call('createUploadSessionKey', { act: 'no-return' }), /session/],
    ['no data center', call('getNewFileDataCenter', { act: 'return', value: 0 }), /data center/],
    ['no address', call('getUploadFormUrl', { act: 'return', value: 'ftp://127.0.0.1/' }), /address/],
    ['no file id', call('uploadStartFile', { act: 'return', value: '-1' }), /-1/],
    ['a fault', call('getMaxFileSize', { act: 'fault', text: 'No & <no>' }), /No & <no>/],
    ['a page', call('getFreeSpace', { act: 'status', status: 200, body: '<html>Maintenance</html>' }), /./],
    ['a reply that breaks off', call('getFreeSpace', { act: 'truncate', afterBytes: 100 }), /./],
    [
      'a fault that breaks off',
      [
        call('getMaxFileSize', { act: 'fault', text: 'No' }),
        call('getMaxFileSize', { act: 'truncate', afterBytes: 0 }),
      ],
      /./,
    ],
    [
      'a reply that breaks off in its number',
      call('getFreeSpace', { act: 'truncate', afterBytes: 202 }),
      /./,
    ],
  ])('%s is a failure before a byte is sent', async (_what, rule, text) => {
    const { namespace, upload } = await visit('jax3', [rule].flat());
    const said = await upload();
    expect(said).toEqual({
      kind: 'error',
      error: expect.objectContaining({ message: expect.stringMatching(text) }),
    });
    expect(parts(namespace)).toEqual([]);
  });

  test.skipIf(!present).sequential.each([
    ['a refused part', { on: { kind: 'part' }, do: [{ act: 'refuse', code: 2 }] } as RuleInput, /./],
    ['an error page', { on: { kind: 'part' }, do: [{ act: 'status', status: 503 }] } as RuleInput, /503/],
    [
      'a reset connection',
      { on: { kind: 'part' }, do: [{ act: 'reset', afterBytes: 10, direction: 'in' }] } as RuleInput,
      /./,
    ],
    ['a lost part', { on: { kind: 'part' }, do: [{ act: 'lose' }] } as RuleInput, /./],
    ['an answer of finish', call('uploadFinishFile', { act: 'return', value: 'Bad <md5>' }), /Bad <md5>/],
  ])('%s is a failure, and the reservation is given back', async (_what, rule, text) => {
    const { namespace, upload } = await visit('jax3', [rule]);
    const free = freeSpace(namespace);
    const said = await upload();
    expect(said).toEqual({
      kind: 'error',
      error: expect.objectContaining({ message: expect.stringMatching(text) }),
    });
    expect(namespace.journal.entries({ operation: 'uploadCancelFile' })).toHaveLength(1);
    expect(freeSpace(namespace)).toBe(free);
  });

  test
    .skipIf(!present)
    .sequential('keeps the query of the address, and sends three fields and no password', async () => {
      const template = '{scheme}://{host}{folder}/upload.jsp?a=%26&{query}';
      const { namespace, upload } = await visit('jax3', [
        call('getUploadFormUrl', { act: 'rewrite', template }),
      ]);
      const said = await upload();
      expect(said.kind, failureOf(said)).toBe('ok');
      expect(parts(namespace)).toEqual([
        expect.objectContaining({
          target: expect.stringMatching(/\?a=%26&sId=\w+/),
          fields: [
            { name: 'resumableFileId', value: String(stored(namespace, NAME)?.id) },
            { name: 'resumableFirstByte', value: '0' },
            { name: 'FilePart' },
          ],
          secretsIn: [],
        }),
      ]);
    });

  test.skipIf(!present).sequential('performs its other declared operations', async () => {
    const { operations } = await client.start();
    const { name: visitName, namespace, session } = await visit('jax3');
    const ask = async (name: OperationName, args: object) => {
      const said = await session.call(name, args as never, PATIENT);
      if (said.kind !== 'ok') throw new Error(`${name}: ${failureOf(said)}`);
      return said.result as Record<string, unknown>;
    };
    if (operations.length === 1) return;
    expect(operations).toEqual(['upload', 'list', 'createFolder', 'download', 'delete', 'space']);
    const { dirId } = await ask('createFolder', { dirId: '-1', name: NAME });
    expect(String(namespace.world.find(LOGIN, NAME)?.id)).toBe(dirId);
    const { fileId } = await ask('upload', { file, name: NAME, dirId });
    expect(await ask('list', { dirId })).toEqual({
      items: [{ id: fileId, name: NAME, size: String(BYTES.length), directory: false }],
    });
    // Each client has a path of its visit: two that wrote to one path removed each other's unfinished files.
    const to = join(folder, visitName);
    await ask('download', { fileId, to });
    expect((await readFile(to)).equals(BYTES)).toBe(true);
    await ask('delete', { fileId });
    expect(await ask('list', { dirId })).toEqual({ items: [] });
    const { free } = await ask('space', {});
    expect(free).toBe(String(freeSpace(namespace)));
  });
});
