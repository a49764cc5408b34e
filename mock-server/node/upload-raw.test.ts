import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directLink, pageLink } from '../world/sharing/addresses.js';
import { type Answer, TransferTestbed } from './testing/transfer-testbed.js';

/** Made when the test runs, since it may reserve a file. */
type Query = () => string;

let bed: TransferTestbed;
beforeAll(async () => {
  bed = await TransferTestbed.start();
});
afterAll(() => bed.close());

const post = (
  bytes: string | Uint8Array,
  query: string,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  bed.request(
    'POST',
    `/main/upload5.jsp?sId=${bed.sessionKey}${query}`,
    { 'content-type': 'application/octet-stream', ...headers },
    bytes.length === 0 ? [] : [Buffer.from(bytes)],
  );

const json = (answer: Answer): Record<string, unknown> => JSON.parse(answer.body.toString());

test('sections of a reserved file make the file, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 2, maxLength: 5000 }),
      fc.nat(),
      fc.boolean(),
      async (bytes, place, swap) => {
        const middle = 1 + (place % (bytes.length - 1));
        const id = bed.reserve(bytes.length);
        const sections = [
          { first: 0, section: bytes.subarray(0, middle) },
          { first: middle, section: bytes.subarray(middle) },
        ];
        for (const { first, section } of swap ? sections.reverse() : sections) {
          const answer = await post(section, `&resumableFileId=${id}&resumableFirstByte=${first}`);
          expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
          expect(json(answer)).toEqual({
            status: 'OK',
            uploadedFileId: -1,
            fileUploadUrl: '',
            previewUrl: '',
          });
        }
        expect(await bed.finish(id, bytes)).toBe('');
      },
    ),
    { numRuns: 30 },
  );
});

test('a file sent whole is named and placed by the headers', async () => {
  const folder = bed.world.addFolder(bed.account('a'), { name: 'target' });
  const name = 'größe 100% & 😀.txt';
  const headers = { 'x-file-name': encodeURIComponent(name), 'x-upload-dir': String(folder.id) };
  const answer = json(await post('the bytes', '', headers));
  const file = bed.world.find('a', `target/${name}`);
  expect(answer).toMatchObject({ status: 'OK', uploadedFileId: Number(file?.id), previewUrl: '' });
  if (file?.kind !== 'file') throw new Error('it is there');
  expect(answer['fileUploadUrl']).toBe(pageLink('http://fake.test', file));
  expect((await bed.get(directLink('', file))).body.toString()).toBe('the bytes');
});

const REFUSED: readonly [
  what: string,
  query: Query,
  body: string,
  headers: Record<string, string>,
  code: number,
][] = [
  ['an empty section', () => `&resumableFileId=${bed.reserve(5)}&resumableFirstByte=0`, '', {}, 3],
  ['an empty file', () => '', '', { 'x-file-name': 'x' }, 3],
  ['no name', () => '', 'x', {}, 4],
  ['a name that is not encoded', () => '', 'x', { 'x-file-name': '100%' }, 4],
  ['a section past the end', () => `&resumableFileId=${bed.reserve(5)}&resumableFirstByte=5`, 'x', {}, 1],
  ['an unknown id', () => '&resumableFileId=5&resumableFirstByte=0', 'x', {}, 6],
  ['a number that is none', () => '&resumableFileId=5&resumableFirstByte=x', 'x', {}, 4],
  ['an encoded body', () => '&base64=true', 'x', { 'x-file-name': 'x' }, 4],
];

test.each(REFUSED)('%s is refused', async (_what, query, body, headers, code) => {
  const before = bed.world.accounts.freeSpace(bed.account('a'));
  const path = query();
  const reserved = before - bed.world.accounts.freeSpace(bed.account('a'));
  for (const [more, status] of [
    ['', 200],
    ['&sendHttpStatus=true', 403],
  ] as const) {
    const answer = await post(body, `${path}${more}`, headers);
    expect(answer.status).toBe(status);
    expect(json(answer)).toMatchObject({ status: 'error', errorCode: code });
  }
  expect(bed.openParts).toBe(0);
  expect(bed.world.accounts.freeSpace(bed.account('a'))).toBe(before - reserved);
});

const head = (query: string, length: number): string =>
  `POST /main/upload5.jsp?sId=${bed.sessionKey}${query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-File-Name: big.bin\r\nContent-Length: ${length}\r\n\r\n`;

const REFUSED_LATE: readonly [when: string, query: Query, code: number][] = [
  ['before the first byte', () => '&resumableFileId=77&resumableFirstByte=0', 6],
  ['in the midst', () => `&resumableFileId=${bed.reserve(4_000_000)}&resumableFirstByte=0`, 1],
  ['in the midst of a whole file', () => '', 1],
];

test.each(REFUSED_LATE)(
  'a refusal %s reaches a client that sends 24 MB before it reads',
  async (_when, query, code) => {
    const bytes = Buffer.alloc(24_000_000);
    const answer = await bed.sendThenRead(Buffer.concat([Buffer.from(head(query(), bytes.length)), bytes]));
    expect(answer).toContain('HTTP/1.1 200 OK');
    expect(answer).toContain(`"errorCode":${code}`);
    expect(bed.openParts).toBe(0);
  },
);

test.each([0, 1, 100_000, 2_999_999])(
  'a connection that breaks after %i bytes leaves nothing',
  async (length) => {
    const before = bed.contents.size;
    const free = bed.world.accounts.freeSpace(bed.account('a'));
    await bed.sendThenBreak(Buffer.concat([Buffer.from(head('', 3_000_000)), Buffer.alloc(length)]));
    expect(bed.log.at(-1)?.result).toBe('broken off');
    expect(bed.contents.size).toBe(before);
    expect(bed.world.accounts.freeSpace(bed.account('a'))).toBe(free);
  },
);
