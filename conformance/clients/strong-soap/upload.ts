// The upload how-to with strong-soap and fetch: upload.js WSDL LOGIN PASSWORD FILE [PART_SIZE]
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import strongSoap, { type StrongSoapClient, type StrongSoapFault } from 'strong-soap';

const ROOT = -1;

/** strong-soap hands every simple value over as text, so that 64-bit ids stay exact, and leaves empty texts out. */
interface Item {
  id: string;
  name?: string;
  size: string;
  md5?: string;
  downloadLink?: string;
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

function connect(wsdl: string): Promise<StrongSoapClient> {
  // Its default, Connection: close, goes wrong with the pooled sockets of Node 20: every second request is hung up.
  const headers = { Connection: 'keep-alive' };
  return new Promise((resolve, reject) => {
    strongSoap.soap.createClient(wsdl, { wsdl_headers: headers }, (error, client) => {
      if (error) return reject(error);
      client.addHttpHeader('Connection', 'keep-alive');
      resolve(client);
    });
  });
}

/** Calls an operation with its arguments in order, which the service names arg0, arg1 and so on. */
function call<Result = string | undefined>(
  client: StrongSoapClient,
  operation: string,
  ...args: readonly (string | number | bigint)[]
): Promise<Result> {
  const parts = Object.fromEntries(args.map((value, index) => [`arg${index}`, String(value)]));
  return new Promise((resolve, reject) => {
    client[operation]?.(parts, (error, reply) =>
      error ? reject(error) : resolve((reply as { return: Result }).return),
    );
  });
}

/** What a call with a wrong password ends in. */
async function wrongPassword(client: StrongSoapClient, login: string) {
  try {
    await call(client, 'getFreeSpace', login, 'not the password');
  } catch (error) {
    const fault = (error as StrongSoapFault).root?.Envelope.Body.Fault;
    if (!fault) throw error;
    const { faultcode, faultstring, detail } = fault;
    return { faultcode, faultstring, ...(detail?.['ApiException'] as object | undefined) };
  }
  throw new Error('a wrong password was accepted');
}

async function fetchBytes(url: string, init: RequestInit = {}): Promise<Buffer> {
  const answer = await fetch(url, init);
  check(answer.status === 200, `${url} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function upload(wsdl: string, login: string, password: string, path: string, partSize?: number) {
  const client = await connect(wsdl);
  const bytes = await readFile(path);
  const size = bytes.length;
  const name = basename(path);
  const md5 = createHash('md5').update(bytes).digest('hex');

  const free = await call(client, 'getFreeSpace', login, password);
  check(size <= Number(free), 'not enough free space');
  const largest = await call(client, 'getMaxFileSize', login, password);
  check(size <= Number(largest), 'the file is larger than the account allows');

  const sessionKey = (await call(client, 'createUploadSessionKey', login, password, ROOT)) ?? '';
  check(sessionKey !== '', 'no upload session for the root folder');
  const dataCenter = Number(await call(client, 'getNewFileDataCenter', login, password));
  check(dataCenter > 0, `no data center: ${dataCenter}`);
  const formUrl = (await call(client, 'getUploadFormUrl', dataCenter, sessionKey)) ?? '';
  check(formUrl.startsWith('http'), `no upload address: ${formUrl}`);
  const fileId = BigInt((await call(client, 'uploadStartFile', login, password, ROOT, name, size)) ?? 0);
  check(fileId > 0n, `no file id: ${fileId}`);

  const step = partSize ?? Math.max(size, 1);
  for (let first = 0; first < size; first += step) {
    const form = new FormData();
    form.set('resumableFileId', String(fileId));
    form.set('resumableFirstByte', String(first));
    form.set('FilePart', new Blob([bytes.subarray(first, first + step)]), name);
    await fetchBytes(formUrl, { method: 'POST', body: form });
  }
  const problem = await call(client, 'uploadFinishFile', login, password, fileId, md5);
  check(!problem, `the upload did not finish: ${problem}`);

  const info = await call<Item>(client, 'getFileInfo', login, password, fileId);
  const link = (await call(client, 'getDirectLink', login, password, info.downloadLink ?? '')) ?? '';
  check((await fetchBytes(link)).equals(bytes), `${link} does not serve the bytes that were sent`);
  // One item comes as an object, several as an array.
  const { item } = await call<{ item: Item | Item[] }>(client, 'getItems', login, password, ROOT);
  const listed = [item].flat().some((entry) => BigInt(entry.id) === fileId && entry.name === name);
  check(listed, `the root folder does not list ${name}`);

  return {
    ok: true,
    fileId: String(fileId),
    name: info.name,
    size: info.size,
    md5: info.md5,
    downloadLink: info.downloadLink,
    directLink: link,
    wrongPassword: await wrongPassword(client, login),
  };
}

const [wsdl, login, password, path, partSize] = process.argv.slice(2);
try {
  if (!wsdl || !login || password === undefined || !path)
    throw new Error('usage: upload.js WSDL LOGIN PASSWORD FILE [PART_SIZE]');
  const report = await upload(wsdl, login, password, path, partSize ? Number(partSize) : undefined);
  console.log(JSON.stringify(report));
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exitCode = 1;
}
