import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AdapterError, type ClientUnderTest, type Said, type Target } from '../drivers/client-under-test.js';
import type { Witnesses } from '../requirements/requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { Troubled } from './trouble.js';

/** A file that goes to a healthy service: whatever is not well then is not the client's. */
const HEALTHY: ConformanceCase = {
  version: 'jax3',
  account: { freeSpace: '1000000', maxFileSize: '1000000' },
  firstId: '1000000001',
  folder: null,
  files: [{ name: 'self-check.bin', size: 1000, seed: 1 }],
  atOnce: false,
  rules: [],
  // biome-ignore lint/suspicious/noThenProperty: the name in the type of cases
  then: [],
};

/**
 * Uploads a file by the kit's own means, and sees whether all witnesses agree about it.
 * @throws Troubled with the fake or the harness to blame
 */
export async function checkSelf(
  run: (client: ClientUnderTest, situation: ConformanceCase) => Promise<Witnesses>,
): Promise<void> {
  const { uploads, account, digests, journal } = await run(OWN_CLIENT, HEALTHY);
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
      if (operation !== 'upload' || !('file' in args)) throw new AdapterError('The self-check only uploads');
      return (await upload(target, args.file, args.name)) as Said<never>;
    },
    close: async () => {},
  }),
  notes: () => '',
  stop: async () => {},
};

async function upload(target: Target, path: string, name: string): Promise<Said> {
  const content = await readFile(path);
  const ask = (operation: string, ...args: readonly (string | number)[]): Promise<string> =>
    call(target, operation, args);
  const key = await ask('createUploadSessionKey', -1);
  const address = await ask('getUploadFormUrl', await ask('getNewFileDataCenter'), key);
  const id = await ask('uploadStartFile', -1, name, content.length);
  const form = new FormData();
  form.set('resumableFileId', id);
  form.set('resumableFirstByte', '0');
  form.set('FilePart', new Blob([content]), name);
  const { status } = await fetch(address, { method: 'POST', body: form });
  const end = await ask('uploadFinishFile', id, createHash('md5').update(content).digest('hex'));
  if (status === 200 && end === '') return { kind: 'ok', result: { fileId: id } };
  return { kind: 'error', error: { kind: 'refused', message: `status ${status}, ${end}` } };
}

/** The arguments need no escapes: they are the kit's own. */
async function call(
  { soap, login, password }: Target,
  operation: string,
  args: readonly (string | number)[],
) {
  const parts = [login, password, ...args].map((value, i) => `<arg${i}>${value}</arg${i}>`).join('');
  const body = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:${operation} xmlns:a="http://api.soap.shared.pmstation.com/">${parts}</a:${operation}></e:Body></e:Envelope>`;
  const reply = await fetch(soap, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
  return /<return>(.*)<\/return>/s.exec(await reply.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
}
