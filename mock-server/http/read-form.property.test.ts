import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readForm as readPlainly } from '../serving/multipart/read-form.js';
import { PlainRequest } from '../serving/plain-request.js';
import type { ArrivingFile, FormReader, FormReceiver } from '../serving/upload-form.js';
import type { Fields } from '../serving/upload-target.js';
import { NodeRequest } from './node-request.js';
import { readForm as readByMulter } from './read-form.js';

const RUNS = Number(process.env['FORM_RUNS'] ?? 1000);

/** In milliseconds. */
const PATIENCE = 120_000 + 50 * RUNS;

/** What somebody is told who reads a form. */
class Told implements FormReceiver {
  fields: Fields = {};
  noted = 0;
  file: unknown;
  error: string | undefined;

  note(bytes: Uint8Array): void {
    this.noted += bytes.length;
  }

  async take({ field, name, fields, bytes }: ArrivingFile): Promise<void> {
    const before = Object.keys(fields);
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(Uint8Array.from(piece));
    this.file = { field, name, before, bytes: Buffer.concat(pieces).toString('latin1') };
  }
}

async function told(read: FormReader, request: Parameters<FormReader>[0]): Promise<Told> {
  const all = new Told();
  try {
    await read(request, all);
  } catch (error) {
    all.error = error instanceof Error ? error.message : String(error);
  }
  return all;
}

/** A request as the platform has it, without a connection. */
function incoming(type: string, chunks: readonly Uint8Array[]): NodeRequest {
  const message = new IncomingMessage(new Socket());
  message.headers = { 'content-type': type, 'transfer-encoding': 'chunked' };
  for (const chunk of chunks) message.push(chunk);
  message.complete = true;
  message.push(null);
  return new NodeRequest(message, new ServerResponse(message));
}

async function* given(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
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
  "; filename*=koi8-r''%c1",
  '; FileName="up.txt"; filename="other"',
  '; filename="open',
  '; filename=',
  ';',
  '; filename="a.txt";',
  '; filename="a.txt" ; ',
  ';; filename = "a.txt"',
  '; filename=my file (1).txt',
  '; filename="a"b.txt"',
  '; filename="a;b.txt";;',
  '; filename="a%0D%0A%22.txt"; x',
  "; filename*=koi8-r''%c1; filename=x; y",
  '; filename="€ä;"; =; "q"',
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
    mostly(': ', ':', ':\t ', ':\r\n '),
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

const body = fc.tuple(form, fc.option(fc.tuple(fc.nat(), fc.nat(255)), { freq: 2 })).map(([bytes, harm]) => {
  if (harm && bytes.length > 0) bytes[harm[0] % bytes.length] = harm[1];
  return bytes;
});

const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant('multipart/form-data; boundary=B') },
  fc.constantFrom(
    'multipart/form-data; boundary="B"',
    'multipart/form-data',
    'multipart/form-data; boundary',
    'multipart/form-data; boundary=B;',
    'multipart/form-data;; boundary = "B"; charset',
    'Multipart/Form-Data;Boundary=B ;',
  ),
);

test('a form reads as multer reads it, wherever its bytes are split', { timeout: PATIENCE }, async () => {
  await fc.assert(
    fc.asyncProperty(contentType, body, fc.integer({ min: 1, max: 70_000 }), async (header, bytes, size) => {
      const chunks: Uint8Array[] = [];
      // Never so many that it takes long.
      const step = Math.max(size % 97, Math.ceil(bytes.length / 200), 1);
      for (let at = 0; at < bytes.length; at += step) chunks.push(bytes.subarray(at, at + step));
      const headers = ['Content-Type', header];
      const parts = { method: 'POST', target: '/', headers, authority: 'fake.test', body: given(chunks) };
      const plain = await told(readPlainly, new PlainRequest(parts));
      const multer = await told(readByMulter, incoming(header, [bytes]));
      expect(plain.error).toBe(multer.error);
      expect(plain.file).toEqual(multer.file);
      // Behind a mistake it is a matter of time how much multer still looks at.
      if (multer.error !== undefined) return;
      expect({ ...plain.fields }).toEqual({ ...multer.fields });
      expect(plain.noted).toBe(multer.noted);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
