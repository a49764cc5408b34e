import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Version } from '../../../mock-server/index.js';
import type { ClientOutcome, ClientUnderTest, Target } from '../../drivers/index.js';
import { Troubled } from '../../engine/index.js';
import type { Observation } from '../requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';

/** An upload to a healthy service: a failure of it is not the client's. */
const HEALTHY: ConformanceCase = {
  version: 'jax3',
  account: { freeSpace: '1000000', maxFileSize: '1000000' },
  firstId: '1000000001',
  folder: null,
  files: [{ name: 'self-check.bin', size: 1000, seed: 1 }],
  atOnce: false,
  rules: [],
  steps: [],
};

/**
 * Uploads a file by the kit's own means, and sees whether journal, outcome and account agree about it.
 * @throws Troubled with the fake or the harness to blame
 */
export async function checkSelf(
  run: (client: ClientUnderTest, testCase: ConformanceCase) => Promise<Observation>,
  version: Version = HEALTHY.version,
): Promise<void> {
  const { uploads, account, digests, journal } = await run(OWN_CLIENT, { ...HEALTHY, version });
  const [{ said } = { said: undefined }] = uploads;
  if (said?.kind !== 'ok')
    throw new Troubled('fake', `A plain upload by the kit itself failed: ${JSON.stringify(said)}`);
  const [held] = account.files;
  if (held?.md5 !== digests[0])
    throw new Troubled('fake', 'The account does not hold what the kit itself uploaded.');
  if (journal.length !== CALLS.length + 1)
    throw new Troubled(
      'fake',
      `The journal has ${journal.length} entries of an upload that took ${CALLS.length + 1}.`,
    );
}

const CALLS = [
  'createUploadSessionKey',
  'getNewFileDataCenter',
  'getUploadFormUrl',
  'uploadStartFile',
  'uploadFinishFile',
];

/** As little of a client as can upload one part. */
const OWN_CLIENT: ClientUnderTest = {
  start: async () => ({ name: 'self-check', operations: ['upload'], concurrency: 1 }),
  open: async (target) => ({
    call: async (operation, args) => {
      if (operation !== 'upload' || !('file' in args)) return { kind: 'unsupported' };
      // Any failure here is the fake's, and is reported like the others.
      const said = upload(target, args.file, args.name).catch((error: unknown) => ({
        kind: 'crashed' as const,
        how: String(error),
      }));
      return (await said) as ClientOutcome<never>;
    },
    close: async () => {},
  }),
  notes: () => '',
  stop: async () => {},
};

async function upload(target: Target, path: string, name: string): Promise<ClientOutcome> {
  const { login, password } = target;
  const ask = (operation: string, ...args: readonly (string | number)[]): Promise<string> =>
    call(target, operation, args);
  const content = await readFile(path);
  const key = await ask('createUploadSessionKey', login, password, -1);
  const address = await ask('getUploadFormUrl', await ask('getNewFileDataCenter', login, password), key);
  const id = await ask('uploadStartFile', login, password, -1, name, content.length);
  const form = new FormData();
  form.set('resumableFileId', id);
  form.set('resumableFirstByte', '0');
  form.set('FilePart', new Blob([content]), name);
  const { status } = await fetch(address, { method: 'POST', body: form });
  const md5 = createHash('md5').update(content).digest('hex');
  const end = await ask('uploadFinishFile', login, password, id, md5);
  if (status === 200 && end === '') return { kind: 'ok', result: { fileId: id } };
  return { kind: 'error', error: { kind: 'refused', message: `status ${status}, ${end}` } };
}

/** The arguments need no escapes: they are the kit's own. */
async function call(
  { soap }: Target,
  operation: string,
  args: readonly (string | number)[],
): Promise<string> {
  const parts = args.map((value, i) => `<arg${i}>${value}</arg${i}>`).join('');
  const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:${operation} xmlns:a="http://api.soap.shared.pmstation.com/">${parts}</a:${operation}></e:Body></e:Envelope>`;
  const reply = await fetch(soap, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
  return /<return>(.*)<\/return>/s.exec(await reply.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
}
