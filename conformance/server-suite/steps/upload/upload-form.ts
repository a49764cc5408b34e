import type { HttpRequest } from '../../server-under-test.js';

const BOUNDARY = '----4shared-testkit-part-of-a-file';

/**
 * The request that sends a part, with the three fields of the how-to. The contents of the suite's files are made by a generator
 * and never hold the boundary.
 * @param firstByte index of the first byte of the part in the file
 */
export function uploadForm(url: string, fileId: bigint, firstByte: number, bytes: Uint8Array): HttpRequest {
  const field = (name: string, value: string): string =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head =
    field('resumableFileId', String(fileId)) +
    field('resumableFirstByte', String(firstByte)) +
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="FilePart"; filename="part"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n';
  const encoder = new TextEncoder();
  return {
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: joined(encoder.encode(head), bytes, encoder.encode(`\r\n--${BOUNDARY}--\r\n`)),
  };
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
