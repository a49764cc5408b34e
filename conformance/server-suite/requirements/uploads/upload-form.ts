import type { HttpRequest } from '../../server-under-test.js';

const BOUNDARY = '----4shared-testkit-part-of-a-file';

/**
 * The request that sends a part, with the three fields of the how-to. The generated contents never hold the boundary.
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
  return {
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  };
}
