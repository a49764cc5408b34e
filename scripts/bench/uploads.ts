import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envelope } from './samples.js';
import { ServerProcess, script } from './server-process.js';
import { median, type Row, ratio, row } from './table.js';

const SERVERS = new URL('./servers.js', import.meta.url);
const PART = 64 * 1024 * 1024;
const CHUNK = 64 * 1024;
/** As long as those of curl: finding a short boundary costs more. */
const BOUNDARY = '------------------------Ql7PzqBfV2dJ0mTnX4yWcR';

/** A large upload in parts (howto), compared with an empty server that writes the same bytes to disk and computes md5. */
export async function compareUploads(parts: number, rounds: number): Promise<Row[]> {
  const piece = Buffer.alloc(PART, 'a part of a large file, byte by byte ');
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const bareRates: number[] = [];
  const rates: number[] = [];
  const peaks: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const bare = await ServerProcess.start(script(SERVERS, 'bare-upload', join(folder, String(round))));
      await warmUp(bare);
      bareRates.push(await timed(parts, () => uploadBare(Number(bare.ready), piece, parts)));
      await bare.stop();
      rmSync(join(folder, String(round)));
      const server = await ServerProcess.start(script(SERVERS, 'testkit', '0'));
      await warmUp(server);
      rates.push(await timed(parts, () => uploadByHowto(Number(server.ready), piece, parts)));
      peaks.push(server.memory('VmHWM'));
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const size = `${(parts * PART) / 1024 ** 3} GiB in parts of 64 MiB`;
  const [bareRate, rate] = [median(bareRates), median(rates)];
  return [
    row(`upload of ${size}, bare`, bareRate, 0, 'MiB/s', '1.00 of bare'),
    row(`upload of ${size}, testkit`, rate, 0, 'MiB/s', `${ratio(rate, bareRate)} of bare`),
    row('most memory during that upload', Math.max(...peaks), 0, 'MiB'),
  ];
}

/** Loading modules on the first request must not count as upload time. */
async function warmUp(server: ServerProcess): Promise<void> {
  await (await fetch(`http://127.0.0.1:${server.ready}/`)).text();
}

/** @returns MiB per second */
async function timed(parts: number, run: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await run();
  return (parts * PART) / 1024 ** 2 / ((performance.now() - started) / 1000);
}

async function uploadBare(port: number, piece: Buffer, parts: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  for (let part = 0; part < parts; part++) await post(agent, `http://127.0.0.1:${port}/`, '', [piece]);
  await post(agent, `http://127.0.0.1:${port}/finish`, '', []);
  agent.destroy();
}

async function uploadByHowto(port: number, piece: Buffer, parts: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const endpoint = `http://127.0.0.1:${port}/jax3/DesktopApp`;
  const call = async (body: string): Promise<string> => {
    const response = await post(agent, endpoint, 'text/xml', [Buffer.from(body)]);
    return /<return>([^<]*)<\/return>/.exec(response)?.[1]?.replaceAll('&amp;', '&') ?? response;
  };
  const key = await call(envelope('createUploadSessionKey', -1));
  const center = await call(envelope('getNewFileDataCenter'));
  const address = await call(formUrlEnvelope(center, key));
  const id = await call(envelope('uploadStartFile', -1, 'large.bin', parts * PART));
  for (let part = 0; part < parts; part++) await postPart(agent, address, id, part * PART, piece);
  const answer = await call(envelope('uploadFinishFile', id, digestOf(piece, parts)));
  if (answer !== '') throw new Error(`the upload failed: ${answer}`);
  agent.destroy();
}

const formUrlEnvelope = (center: string, key: string): string =>
  envelope('getUploadFormUrl').replace(/<arg0>.*<\/arg1>/, `<arg0>${center}</arg0><arg1>${key}</arg1>`);

let digests: string | undefined;

/** The digest of the whole file, computed once: the client's work must not count twice. */
function digestOf(piece: Buffer, parts: number): string {
  if (digests !== undefined) return digests;
  const digest = createHash('md5');
  for (let part = 0; part < parts; part++) digest.update(piece);
  digests = digest.digest('hex');
  return digests;
}

async function postPart(
  agent: Agent,
  address: string,
  id: string,
  offset: number,
  piece: Buffer,
): Promise<void> {
  const field = (name: string, value: string | number): string =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = Buffer.from(
    `${field('resumableFileId', id)}${field('resumableFirstByte', offset)}--${BOUNDARY}\r\nContent-Disposition: form-data; name="FilePart"; filename="large.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  const page = await post(agent, address, `multipart/form-data; boundary=${BOUNDARY}`, [head, piece, tail]);
  if (page.includes('errorCode')) throw new Error(`a part was refused: ${page}`);
}

/** Posts pieces in chunks, as a file is read. @returns the body of the response */
function post(agent: Agent, url: string, type: string, pieces: readonly Buffer[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const sent = request(url, {
      agent,
      method: 'POST',
      headers: { 'content-type': type, 'content-length': length },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    send(sent, pieces).catch(reject);
  });
}

async function send(sent: ClientRequest, pieces: readonly Buffer[]): Promise<void> {
  for (const piece of pieces)
    for (let at = 0; at < piece.length; at += CHUNK)
      if (!sent.write(piece.subarray(at, at + CHUNK)))
        await new Promise<void>((resolve) => {
          sent.once('drain', resolve);
        });
  sent.end();
}
