import { expect, test } from 'vitest';
import { readWithMulter } from './read-with-multer.js';

const TYPE = 'multipart/form-data; boundary=B';

interface Part {
  readonly head: string;
  readonly value?: string;
}

const field = (name: string, value = ''): Part => ({
  head: `Content-Disposition: form-data; name="${name}"`,
  value,
});
const file = (name: string, fileName: string, value = 'bytes'): Part => ({
  head: `Content-Disposition: form-data; name="${name}"; filename="${fileName}"`,
  value,
});
/** As browsers send a field for a file when none was chosen. */
const notChosen: Part = {
  head: 'Content-Disposition: form-data; name="fff0"; filename=""\r\nContent-Type: application/octet-stream',
};
const form = (parts: readonly Part[], end = '--B--\r\n'): string =>
  `${parts.map(({ head, value = '' }) => `--B\r\n${head}\r\n\r\n${value}\r\n`).join('')}${end}`;
const many = (count: number, part: Part): Part[] => Array.from({ length: count }, () => part);

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

/** The mistake and the bytes of the file that were taken. */
async function read(
  body: AsyncIterable<Uint8Array>,
  type = TYPE,
): Promise<[mistake: unknown, taken: string]> {
  let taken = '';
  const { mistake } = await readWithMulter(body, type, async ({ bytes }) => {
    for await (const piece of bytes) taken += Buffer.from(piece).toString();
  });
  return [mistake instanceof Error ? mistake.message : mistake, taken];
}

test.each<[what: string, parts: readonly Part[], mistake: string | undefined]>([
  ['100 fields', many(100, field('a')), undefined],
  ['101 fields', many(101, field('a')), 'Too many fields'],
  ['a file and 19 of which none was chosen', [...many(19, notChosen), file('fff1', 'x')], undefined],
  ['21 files of which none was chosen', many(21, notChosen), 'Too many files'],
  ['two files', many(2, file('FilePart', 'x')), 'Too many files'],
  ['101 parts', [...many(100, field('a')), file('FilePart', 'x')], undefined],
  ['102 parts', [...many(100, field('a')), ...many(2, notChosen)], 'Too many parts'],
  ['a field of 8192 bytes', [field('a', 'x'.repeat(8192))], undefined],
  ['a field of 8193 bytes', [field('a', 'x'.repeat(8193))], 'Field value too long'],
  ['a name of 100 characters', [field('n'.repeat(100))], undefined],
  ['a name of 101 characters', [field('n'.repeat(101))], 'Field name too long'],
  ['a file in a field whose name is that long', [file('n'.repeat(101), 'x')], 'Field name too long'],
  ['a nested field', [field('a[0]')], 'Field name nesting too deep'],
  ['a field without a name', [{ head: 'Content-Disposition: form-data' }], 'Field name missing'],
  [
    'a file in a field without a name',
    [{ head: 'Content-Disposition: form-data; filename="x"' }],
    'Field name missing',
  ],
  ['a file in another field', [file('file', 'x')], 'Unexpected file field'],
  ['a head without a colon', [{ head: 'nonsense' }], 'Malformed part header'],
  ['a head of 16 KiB and more', [{ head: `X: ${'x'.repeat(16 * 1024)}` }], 'Malformed part header'],
  ['a part that is no form-data', [{ head: 'Content-Disposition: attachment; filename="x"' }], undefined],
  ['nothing', [], undefined],
])('a form with %s', async (_what, parts, mistake) => {
  expect((await read(chunks(form(parts))))[0]).toBe(mistake);
});

test.each([
  ['before its end', form([field('a')], '--B-'), ''],
  ['in its file', form([file('FilePart', 'x')], ''), 'bytes\r\n'],
  ['in its first delimiter', '--', ''],
  ['at its very beginning', '', ''],
])('a form that breaks off %s', async (_where, body, taken) => {
  expect(await read(chunks(body))).toEqual(['Unexpected end of form', taken]);
});

test('a head without its empty line is refused: the next part is not taken for the bytes of a file', async () => {
  const head = 'Content-Disposition: form-data; name="FilePart"; filename="a"\r\n\r\n';
  const field = '--B\r\nContent-Disposition: form-data; name="x"\r\n\r\n5\r\n--B--\r\n';
  for (const body of [`--B\r\n${head}${field}`, `--B\r\n${head}--B--\r\n`]) {
    expect(await read(chunks(body))).toEqual(['Malformed part header', '']);
    expect(await read(chunks(...body))).toEqual(['Malformed part header', '']);
  }
});

test('what follows the closing delimiter means nothing, for any split of the bytes', async () => {
  const after =
    '--B\r\nno head\r\n--B\r\n--B--\r\n\r\n--B\r\nContent-Disposition: form-data; name="FilePart"; filename="b"\r\n\r\nb\r\n--B--\r\n';
  const body = `${form([file('FilePart', 'x', 'a')])}${after}`;
  expect(await read(chunks(body))).toEqual([undefined, 'a']);
  expect(await read(chunks(...body))).toEqual([undefined, 'a']);
});

test('two delimiters in a row are refused, before anything of a file is made up', async () => {
  const rows = form([file('FilePart', 'x', 'a')]);
  expect(await read(chunks(`--B\r\n${rows}`))).toEqual(['Malformed part header', '']);
  expect(await read(chunks(...`--B\r\n${rows}`))).toEqual(['Malformed part header', '']);
});

test.each([
  ['no boundary', 'multipart/form-data', 'Multipart: Boundary not found'],
  ['a boundary of 70 characters', `${TYPE.slice(0, -1)}${'b'.repeat(70)}`, undefined],
  [
    'a boundary of 71 characters',
    `${TYPE.slice(0, -1)}${'b'.repeat(71)}`,
    'the boundary has 71 characters, and RFC 2046 allows 70',
  ],
  [
    'such a boundary, and a semicolon behind it',
    `${TYPE.slice(0, -1)}${'b'.repeat(71)};`,
    'the boundary has 71 characters, and RFC 2046 allows 70',
  ],
])('%s', async (_what, type, mistake) => {
  const [, boundary = 'none'] = /boundary=(\w+)/.exec(type) ?? [];
  const body = form([file('FilePart', 'x')]).replaceAll('--B', `--${boundary}`);
  expect((await read(chunks(body), type))[0]).toBe(mistake);
});

test('a body that breaks off is the mistake, and what came of the file was handed over', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(form([field('a'), file('FilePart', 'x', 'the first half')], ''));
    throw new Error('the cable is cut');
  }
  expect(await read(broken())).toEqual(['the cable is cut', 'the first half']);
});

test('what the receiver throws is the mistake, and no more is read of the body', async () => {
  let isReleased = false;
  let chunksRead = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from(form([field('a', '1'), file('FilePart', 'x')], ''));
      for (;;) {
        chunksRead += 1;
        yield Buffer.alloc(1000, 'x');
      }
    } finally {
      isReleased = true;
    }
  }
  const refusal = new Error('no room');
  const { fields, mistake } = await readWithMulter(endless(), TYPE, () => Promise.reject(refusal));
  expect([{ ...fields }, mistake, chunksRead, isReleased]).toEqual([{ a: '1' }, refusal, 0, true]);
});

test('the fields before the file are there when it comes, and those behind it at the end', async () => {
  let before: unknown;
  const body = chunks(form([field('a', '1'), field('a', '2'), file('FilePart', 'x'), field('b', '3')]));
  const { fields } = await readWithMulter(body, TYPE, async (sent) => {
    before = { ...sent.fields };
    for await (const _ of sent.bytes);
  });
  expect([before, { ...fields }]).toEqual([{ a: ['1', '2'] }, { a: ['1', '2'], b: '3' }]);
});

test('the charset of a text field is heeded', async () => {
  const head = 'Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=iso-8859-1';
  async function* latin(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(form([{ head, value: 'é' }]), 'latin1');
  }
  const { fields } = await readWithMulter(latin(), TYPE, async () => {});
  expect({ ...fields }).toEqual({ a: 'é' });
});
