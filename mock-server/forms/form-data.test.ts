import { expect, test } from 'vitest';
import { formDataReader } from './form-data.js';

// Node's formData() represents those of browsers; `../msw/browser.test.ts` has a real one.

/** A form as the platform itself writes it. */
async function written(entries: readonly (readonly [name: string, value: string | File])[]) {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  const response = new Response(form);
  return {
    type: response.headers.get('content-type') ?? '',
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}

async function* split(bytes: Uint8Array, size = 50): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(body: AsyncIterable<Uint8Array>, type: string, most?: number) {
  const files: unknown[] = [];
  const { fields, mistake } = await formDataReader(most)(
    body,
    type,
    async ({ field, name, fields: before, bytes }) => {
      let text = '';
      for await (const piece of bytes) text += Buffer.from(piece).toString();
      files.push({ field, name, before: { ...before }, text });
    },
  );
  return {
    fields: Object.entries(fields),
    files,
    mistake: mistake instanceof Error ? mistake.message : mistake,
  };
}

const part = new File(['the bytes'], 'C:\\fakepath\\räksmörgås.txt');

test('a form of the platform comes with its fields and its file', async () => {
  const { bytes, type } = await written([
    ['resumableFileId', '5'],
    ['FilePart', part],
    ['a', '1'],
    ['a', '2'],
    ['__proto__', '3'],
  ]);
  expect(await read(split(bytes), type)).toEqual({
    fields: [
      ['resumableFileId', '5'],
      ['a', ['1', '2']],
      ['__proto__', '3'],
    ],
    files: [
      { field: 'FilePart', name: 'räksmörgås.txt', before: { resumableFileId: '5' }, text: 'the bytes' },
    ],
    mistake: undefined,
  });
});

test.each<[mistake: string, entries: readonly (readonly [name: string, value: string | File])[]]>([
  ['Unexpected file field', [['file', part]]],
  [
    'Too many files',
    [
      ['FilePart', part],
      ['name', part],
    ],
  ],
])('%s', async (mistake, entries) => {
  const { bytes, type } = await written(entries);
  expect((await read(split(bytes), type)).mistake).toBe(mistake);
});

test('no more than a bound is given to the platform', async () => {
  const { bytes, type } = await written([['FilePart', part]]);
  expect((await read(split(bytes), type, bytes.length)).mistake).toBeUndefined();
  let isReleased = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield new Uint8Array(1000);
    } finally {
      isReleased = true;
    }
  }
  expect(await read(endless(), type, 10_500)).toEqual({
    ...{ fields: [], files: [] },
    mistake: 'a form of more than 10500 bytes cannot be held',
  });
  expect(isReleased).toBe(true);
});

test('what is no form, and a body that breaks off', async () => {
  const { bytes, type } = await written([['FilePart', part]]);
  expect((await read(split(bytes.subarray(0, -20)), type)).mistake).toBe('the form cannot be read');
  expect((await read(split(bytes), 'multipart/form-data')).mistake).toBe('the form cannot be read');
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 60);
    throw new Error('the cable is cut');
  }
  expect((await read(broken(), type)).mistake).toBe('the cable is cut');
});

test('what the receiver throws is the mistake', async () => {
  const { bytes, type } = await written([['FilePart', part]]);
  const refusal = new Error('no room');
  const { mistake } = await formDataReader()(split(bytes), type, () => Promise.reject(refusal));
  expect(mistake).toBe(refusal);
});
