import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FormFile } from '../http/form.js';
import { unescaped } from '../http/form.js';
import { readWithMulter } from './read-with-multer.js';
import { messageOf, type Read, readPlainly } from './testing/plain-multer.js';

// What a form means, by multer that gets all bytes of it at once and by itself, and by those who wrote it.

const RUNS = Number(process.env['FORM_RUNS'] ?? 1000);

/** In milliseconds. */
const PATIENCE = 120_000 + 50 * RUNS;

async function* given(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function read(type: string, chunks: readonly Uint8Array[]): Promise<Read> {
  let file: unknown;
  const { fields, mistake } = await readWithMulter(given(chunks), type, async (sent: FormFile) => {
    const before = Object.keys(sent.fields);
    const pieces: Uint8Array[] = [];
    for await (const piece of sent.bytes) pieces.push(piece);
    const { field, name } = sent;
    file = { field, name, before, bytes: Buffer.concat(pieces).toString('latin1') };
  });
  return { fields: { ...fields }, file, error: messageOf(mistake) };
}

const crumb = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('\r\n', '\r\n--B', '--', '\r', '\n', '"', '\\', ';', '=', ':', 'B', ' '),
  },
  fc.constantFrom(
    '\r\n--B\r\n',
    '\r\n--B--',
    '%22',
    '%0d',
    "utf-8''%e2%82%ac",
    '\u20ac',
    '/',
    '[',
    'é',
    '\0',
  ),
  fc.string({ maxLength: 4 }),
);
const rubble = fc.array(crumb, { maxLength: 5 }).map((crumbs) => crumbs.join(''));

/** One text most of the time, else one of the others. */
const mostly = (text: string, ...others: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(text) }, fc.constantFrom(...others));

const name = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('FilePart', 'resumableFileId', 'a', 'fff0', 'tfff12', 'name') },
  fc.constantFrom(
    '',
    'a[0]',
    'a%22b',
    '\u20ac',
    'x'.repeat(100),
    'x'.repeat(101),
    '\\"q\\"',
    'a\\b',
    '__proto__',
  ),
);
const fileName = fc.constantFrom(
  '; filename="a.txt"',
  '; filename="C:\\fakepath\\b.txt"',
  '; filename="a\\"b\\\\c.txt"',
  '; filename=""',
  '; filename=".."',
  '; filename="\u20ac%22.txt"',
  '; filename=plain',
  "; filename=x; filename*=UTF-8''%e2%82%ac.txt",
  "; filename*=latin1'en'%e9",
  '; FileName="up.txt"; filename="other"',
  '; filename="a%0D%0A%22.txt"; x=y',
  '; filename="€ä;"',
);
const disposition = fc
  .tuple(
    mostly('form-data', 'Form-Data', 'attachment', ''),
    fc.oneof({ weight: 9, arbitrary: name.map((text) => `; name="${text}"`) }, fc.constant('')),
    fc.oneof({ weight: 2, arbitrary: fc.constant('') }, fileName),
  )
  .map((pieces) => pieces.join(''));
const type = fc.constantFrom(
  ...[
    'text/plain',
    'text/plain; charset=iso-8859-1',
    'text/plain; charset="UTF-16LE"',
    'x/y; charset=koi8-r',
  ],
  ...['application/octet-stream', 'Application/Octet-Stream; a=b', 'nonsense', 'text/plain; charset', ''],
);
const head = fc
  .tuple(
    mostly('Content-Disposition', 'content-disposition', 'X-Other', 'Content Disposition', ''),
    mostly(': ', ':', ':\t '),
    disposition,
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('') },
      type.map((value) => `\r\nContent-Type: ${value}`),
    ),
    mostly('', '\r\nContent-Disposition: form-data; name="second"', `\r\nX: ${'y'.repeat(17_000)}`),
  )
  .map((pieces) => pieces.join(''));
const value = fc.oneof(rubble, fc.constantFrom('5', '', 'y'.repeat(8192), 'y'.repeat(8193), '\xff\xfe'));

const form = fc
  .tuple(
    fc.array(fc.tuple(head, value), { maxLength: 4 }),
    mostly('', 'preamble\r\n', '\r\n'),
    mostly('--B--\r\n', '--B--', '--B-', '', '--B--\r\n--B\r\n'),
    fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, fc.constant(105)),
  )
  .map(([parts, before, end, more]) => {
    const many = Array.from(
      { length: more },
      (_, n) => ['Content-Disposition: form-data; name="n"', `${n}`] as const,
    );
    const all = [...parts, ...many].map(([lines, text]) => `--B\r\n${lines}\r\n\r\n${text}\r\n`);
    return Buffer.from(`${before}${all.join('')}${end}`);
  });

/** The bytes of a form, harmed in one place or not at all, but not in a Content-Disposition. */
const body = fc.tuple(form, fc.option(fc.tuple(fc.nat(), fc.nat(255)), { freq: 2 })).map(([bytes, harm]) => {
  const harmed = Buffer.from(bytes);
  if (harm && bytes.length > 0) harmed[harm[0] % bytes.length] = harm[1];
  return dispositionsIn(harmed).join() === dispositionsIn(bytes).join() ? harmed : bytes;
});

/** It is refused here; busboy takes the next part for its content. */
function hasHeadWithoutEnd(bytes: Buffer): boolean {
  const [, ...parts] = `\r\n${bytes.toString('latin1')}`.split('\r\n--B');
  const end = parts.findIndex((part) => part.startsWith('--'));
  return parts
    .slice(0, end < 0 ? -1 : end)
    .some((part) => '\r\n'.startsWith(part.slice(0, 2)) && !part.includes('\r\n\r\n'));
}

/** Of these the reader understands more than multer does. */
const dispositionsIn = (bytes: Buffer): readonly string[] =>
  bytes.toString('latin1').match(/content-disposition:(?:[^\r]|\r\n[ \t])*/gi) ?? [];

const contentType = fc.constantFrom<readonly [sent: string, plain: string]>(
  ...Array<[string, string]>(8).fill(['multipart/form-data; boundary=B', 'multipart/form-data; boundary=B']),
  ['multipart/form-data; boundary="B"', 'multipart/form-data; boundary="B"'],
  ['multipart/form-data', 'multipart/form-data'],
  ['multipart/form-data; boundary', 'multipart/form-data'],
  ['multipart/form-data; boundary=B;', 'multipart/form-data; boundary=B'],
  ['multipart/form-data;; boundary = "B"; charset', 'multipart/form-data; boundary=B'],
  ['Multipart/Form-Data;Boundary=B ;', 'Multipart/Form-Data;Boundary=B'],
);

const split = (bytes: Buffer, step: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / step) }, (_, n) => bytes.subarray(n * step, (n + 1) * step));

/** In front of each delimiter and behind it. */
const splitAtDelimiters = (bytes: Buffer): Buffer[] =>
  bytes
    .toString('latin1')
    .split(/((?:^|\r\n)--B)/)
    .filter((piece) => piece !== '')
    .map((piece) => Buffer.from(piece, 'latin1'));

/** Never so small that it takes long. */
const stepFor = (bytes: Buffer, size: number): number =>
  Math.max(size % 97, Math.ceil(bytes.length / 200), 1);

test('a form reads as multer reads it by itself, for any split of its bytes', {
  timeout: PATIENCE,
}, async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      contentType,
      body,
      fc.integer({ min: 1, max: 70_000 }),
      async ([sent, type], bytes, size) => {
        // In small pieces: of a chunk with the end of the form in it, busboy looks at what follows, too.
        const plain = await readPlainly(type, split(bytes, 7));
        // Where delimiters are close together, what busboy makes of them depends on where the bytes are split.
        const cut = await readPlainly(type, splitAtDelimiters(bytes));
        const pieces = split(bytes, stepFor(bytes, size));
        const same = await readPlainly(type, pieces);
        const isClear = [cut, same].every((each) => JSON.stringify(each) === JSON.stringify(plain));
        fc.pre(isClear && !hasHeadWithoutEnd(bytes));
        const got = await read(sent, pieces);
        expect(got.error).toBe(plain.error);
        expect(unescapedIn(got.file)).toEqual(plain.file);
        // Behind a mistake, multer goes on to the end of the chunk.
        if (plain.error === undefined) expect(got.fields).toEqual(plain.fields);
        kinds.add(plain.error ?? (plain.file === undefined ? 'fields alone' : 'a file'));
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
  // The comparison is worth little unless most of what can happen did.
  expect([...kinds]).toEqual(
    expect.arrayContaining(['a file', 'fields alone', 'Unexpected end of form', 'Malformed part header']),
  );
});

/** multer takes a name with an escape for what browsers mean by it. */
const unescapedIn = (file: unknown): unknown =>
  typeof file === 'object' && file !== null && 'name' in file
    ? { ...file, name: unescaped(String(file.name)) }
    : file;

const word = fc.string({ unit: fc.constantFrom(...'abz09.-_()&+éß日😀'), minLength: 1, maxLength: 8 });
const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `${words.join(' ')}.txt`);

/** Ways to write the name of a file, right and lax, with the name that is meant. */
const written = fc.oneof(
  text.map((name) => [`"${name}"`, name] as const),
  text.map((name) => [` ${name} `, name] as const),
  fc.tuple(text, text).map(([a, b]) => [`"${a};${b}"`, `${a};${b}`] as const),
  fc.tuple(text, text).map(([a, b]) => [`"${a}\\"${b}"`, `${a}"${b}`] as const),
  fc.tuple(text, word, text).map(([a, b, c]) => [`"${a}"${b}"${c}"`, `${a}"${b}"${c}`] as const),
  fc.tuple(word, text).map(([folder, name]) => [`"C:\\${folder}\\${name}"`, name] as const),
  fc.tuple(word, text).map(([folder, name]) => [`"/${folder}/${name}"`, name] as const),
);
const blanks = fc.constantFrom('', ' ');
const semicolon = fc.constantFrom(';', '; ', ' ; ', ';;', '; x;', '; size=5; ');

const laxHead = fc
  .record({
    ...{ name: fc.constantFrom('FilePart', 'fff3', 'tfff12'), written, isFirst: fc.boolean() },
    ...{ before: semicolon, between: semicolon, behind: fc.constantFrom('', ';', ' ; '), around: blanks },
    header: fc.constantFrom(
      'Content-Disposition: ',
      'content-disposition:',
      'CONTENT-DISPOSITION:\t',
      'Content-Disposition:\r\n ',
    ),
  })
  .map(({ name, written: [spelled, meant], isFirst, before, between, behind, around, header }) => {
    const named = `name${around}=${around}"${name}"`;
    const file = `filename${around}=${around}${spelled}`;
    const [first, second] = isFirst ? [file, named] : [named, file];
    return { name, meant, line: `${header}form-data${before}${first}${between}${second}${behind}` };
  });

test('a head says what its writer meant, however lax', { timeout: PATIENCE }, async () => {
  await fc.assert(
    fc.asyncProperty(
      laxHead,
      rubble,
      fc.integer({ min: 1, max: 70_000 }),
      async ({ name, meant, line }, sent, size) => {
        fc.pre(!`\r\n${sent}`.includes('\r\n--B'));
        const bytes = Buffer.from(sent).toString('latin1');
        const form = Buffer.from(
          `--B\r\nContent-Disposition: form-data; name="a";\r\n\r\n1\r\n--B\r\n${line}\r\n\r\n${sent}\r\n--B--\r\n`,
        );
        expect(await read('multipart/form-data; boundary=B', split(form, stepFor(form, size)))).toEqual({
          fields: { a: '1' },
          file: { field: name, name: meant, before: ['a'], bytes },
          error: undefined,
        });
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
});
