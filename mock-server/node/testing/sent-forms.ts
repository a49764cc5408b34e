import fc from 'fast-check';
import { type Known, lines, type Plain, request, utf8 } from './sent-request.js';
import { byteField, FORM_TYPE, type FormPart, formBody, idField, part } from './transfer-testbed.js';

// Uploads of every kind, well-formed and malformed.

const value = fc.oneof(
  fc.constantFrom('0', '5', '-1', 'x', '\r\n--x-cut-x', '\r', 'a\r\n--x-cut', '\u20ac'),
  fc.string({ maxLength: 20, unit: 'binary-ascii' }),
);

const parts = (known: Known): fc.Arbitrary<FormPart[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(idField(known.fileId), byteField(0)) },
      { weight: 3, arbitrary: value.map((bytes) => part(bytes)) },
      fc.constantFrom(
        part('Hello', 'C:\\fakepath\\a b.txt'),
        part('Hello', '\u20ac%22.txt'),
        part('', ''),
        part('x'.repeat(40_000)),
        { name: 'Other', value: 'y', fileName: 'y' },
        { name: 'fff0', value: 'y', fileName: 'a%22b.txt' },
        { name: 'FilePart', value: '@/a' },
        { name: 'FilePart', value: 'eHh4', fileName: 'a" b.txt' },
        { name: 'a[0]', value: 'y' },
        { name: 'n'.repeat(101), value: 'y' },
        { name: 'long', value: 'y'.repeat(9000) },
        { name: '', value: 'y' },
        { name: 'FilePart', value: 'y' },
        byteField('x'),
      ),
    ),
    { maxLength: 5 },
  );

/** The bytes of a form, corrupted in one place or not at all. */
const formBytes = (known: Known): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      parts(known),
      fc.constantFrom('not', 'not', 'cut', 'changed', 'preamble', 'epilogue', 'many'),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.nat(255),
    )
    .map(([fields, harm, where, byte]) => {
      if (harm === 'many') fields.push(...Array.from({ length: 103 }, (_, n) => byteField(n)));
      const whole = formBody(fields);
      const at = Math.floor(where * whole.length);
      if (harm === 'cut') return whole.subarray(0, at);
      if (harm === 'changed') whole[at] = byte;
      if (harm === 'preamble') return Buffer.concat([utf8('preamble\r\n'), whole]);
      return harm === 'epilogue' ? Buffer.concat([whole, utf8('epilogue'), whole]) : whole;
    });

const uploadQuery = (known: Known): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(known.key, known.key, known.key, 'none'),
      fc.constantFrom(
        '',
        '&isAjax=true',
        '&sendHttpStatus=true',
        `&resumableFileId=${known.fileId}`,
        `&resumableFileId=${known.fileId}&resumableFirstByte=2`,
        '&updateFileId=1',
        `&updateFileId=${known.fileId}`,
        '&base64=true',
        '&x-upload-dir=1',
      ),
    )
    .map(([key, rest]) => `?sId=${key}${rest}`);

export const forms = (known: Known): fc.Arbitrary<Plain> =>
  request(
    fc.constant('POST'),
    uploadQuery(known).map((query) => `/main/upload.jsp${query}`),
    fc
      .constantFrom(
        FORM_TYPE,
        FORM_TYPE,
        FORM_TYPE,
        FORM_TYPE,
        'multipart/form-data; boundary="x-cut-x"',
        'multipart/form-data',
        'multipart/form-data; boundary',
        'Multipart/Form-Data; charset=utf-8; Boundary=x-cut-x',
        'text/plain',
      )
      .map((type) => [`Content-Type: ${type}`]),
    formBytes(known),
  );

export const raws = (known: Known): fc.Arbitrary<Plain> =>
  request(
    fc.constant('POST'),
    uploadQuery(known).map((query) => `/main/upload5.jsp${query}`),
    lines('x-file-name: a%20b.txt', 'x-file-name: %zz', 'x-upload-dir: 1000000001', 'x-upload-dir: none'),
    fc.oneof(value.map(utf8), fc.constant(Buffer.alloc(100_000, 7))),
  );
