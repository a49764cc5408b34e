import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FourSharedFake, startFourShared, type Version } from '../../mock-server/index.js';
import { madeClient } from './testing/made-client.js';
import { type Command, TOOLKITS, type Toolkit } from './toolkits.js';

// The whole how-to by toolkits that share no code with the server. Each is strict about something else: Java about the
// namespace of `item`, zeep about element order, gSOAP about required fields, PHP about types.

const VERSIONS: readonly Version[] = ['jax3', 'jax2'];
const ONE_PART = ['one part', []] as const;
const SEVERAL_PARTS = ['several parts', ['30000']] as const;
// Parts go to a form that knows no version, so that each is done once unless more is asked for.
const SPLITS = process.env['INTEROP_SPLITS']
  ? { jax3: [ONE_PART, SEVERAL_PARTS], jax2: [ONE_PART, SEVERAL_PARTS] }
  : { jax3: [SEVERAL_PARTS], jax2: [ONE_PART] };

// Beyond what a double holds exactly, so that a toolkit or server that counts in doubles is found out.
const FIRST_ID = 9_007_199_254_740_993n;
const LOGIN = 'user@example.com';
const PASSWORD = 'sécret & <"wörd">';
const FILE_NAME = `Ünï & <x> "q" 'a' 漢字 😀 ]]>.bin`;
const BYTES = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 2_654_435_761) >>> 24);

let folder: string;
let file: string;
let fake: FourSharedFake;

const execute = promisify(execFile);

const ENVIRONMENT = {
  ...process.env,
  // Java takes the encoding of file names and arguments from the locale.
  LC_ALL: 'C.UTF-8',
  // A proxy would stand between the client and this machine.
  no_proxy: '127.0.0.1',
  NO_PROXY: '127.0.0.1',
};

const run = ([program, ...args]: Command): Promise<{ stdout: string; stderr: string }> =>
  execute(program, args, { env: ENVIRONMENT, maxBuffer: 16 * 1024 * 1024 });

const isPresent = (toolkit: Toolkit): Promise<boolean> =>
  run(toolkit.probe).then(
    () => true,
    () => false,
  );

const toolkits = await Promise.all(
  TOOLKITS.map(async (toolkit) => {
    const present = await isPresent(toolkit);
    const title = present
      ? toolkit.name
      : `${toolkit.name} (skipped; to run it: apt install ${toolkit.packages})`;
    return [title, { present, toolkit }] as const;
  }),
);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interop-'));
  file = join(folder, FILE_NAME);
  await writeFile(file, BYTES);
  fake = await startFourShared({
    port: 0,
    fixture: { firstId: FIRST_ID, accounts: [{ login: LOGIN, password: PASSWORD }] },
  });
});

afterAll(async () => {
  await fake?.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(toolkits)('%s', { concurrent: true }, (_, { present, toolkit }) => {
  const built = new Map<Version, string>();
  const client = (version: Version, password: string, ...partSize: readonly string[]): Command => [
    ...toolkit.client(built.get(version) ?? folder),
    ...[fake.wsdlUrl(version), LOGIN, password, file, ...partSize],
  ];

  beforeAll(async () => {
    if (!present) return;
    for (const version of VERSIONS) built.set(version, await make(toolkit, version));
  });

  describe.each(VERSIONS)('%s', (version) => {
    test.skipIf(!present).each(SPLITS[version])(
      'uploads a file in %s and gets it back',
      async (_parts, partSize) => {
        const report = JSON.parse((await run(client(version, PASSWORD, ...partSize))).stdout);
        expect(report).toMatchObject({
          ok: true,
          name: FILE_NAME,
          size: String(BYTES.length),
          md5: createHash('md5').update(BYTES).digest('hex'),
        });
        expect(BigInt(report.fileId)).toBeGreaterThan(FIRST_ID);
        const answer = await fetch(report.directLink);
        expect(answer.status).toBe(200);
        expect(Buffer.from(await answer.arrayBuffer()).equals(BYTES)).toBe(true);
        const page = await fetch(report.downloadLink);
        expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
        expect((await page.text()).replaceAll('&#39;', "'")).toContain(`href="${report.directLink}"`);
        expectWrongPassword(report.wrongPassword, version, toolkit);
      },
    );
  });

  test.skipIf(!present)('prints the reason when it is refused', async () => {
    await expect(run(client('jax3', 'not the password'))).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('Invalid login or password'),
    });
  });
});

/** The folder of what a toolkit makes of a description. */
async function make({ name, prepare, prepareOnce }: Toolkit, version: Version): Promise<string> {
  if (prepareOnce) return madeClient({ prepare: prepareOnce(version) });
  const made = join(folder, `${name} ${version}`);
  await mkdir(made);
  for (const step of prepare?.(fake.wsdlUrl(version), version, made) ?? []) await run(step);
  return made;
}

/** jax3 declares a fault with a bean; jax2 declares none, so there is only what every SOAP fault has. */
function expectWrongPassword(fault: unknown, version: Version, toolkit: Toolkit): void {
  const faultstring = 'Invalid login or password';
  const code =
    toolkit.hidesFaultcodeOf === version ? {} : { faultcode: expect.stringMatching(/^(.+:)?Server$/) };
  const bean =
    version === 'jax3'
      ? { details: faultstring, exceptionClass: expect.stringMatching(/^\w+(\.\w+)+$/) }
      : {};
  expect(fault).toEqual({ faultstring, ...code, ...bean });
}
