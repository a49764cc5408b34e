import type { Assumptions } from '../assumptions/assumptions.js';
import { BytesLost } from '../platform.js';
import type { Upload } from './upload.js';

/** A digest as a client sent it: 32 lower-case hex digits, or what is wrong with it. */
type SentDigest = { readonly md5: string } | { readonly complaint: string };

/** Reads the digest of uploadFinishFile in any case of letters; clients send lower case. */
export function readDigest(sent: string, short: Assumptions['short-digest']): SentDigest {
  const text = sent.trim().toLowerCase();
  if (text === '') return { complaint: 'The MD5 digest is missing: send the one of the whole file in hex.' };
  if (short === 'accept' && /^[0-9a-f]{1,31}$/.test(text)) return { md5: text.padStart(32, '0') };
  if (/^[0-9a-f]{32}$/.test(text)) return { md5: text };
  return { complaint: `"${sent}" is no MD5 digest: it must be 32 hex digits.` };
}

/** Empty when the digests are equal, else a message that names both. Source: assumption. */
export function compareDigests(sent: string, actual: string): string {
  return sent === actual ? '' : `The MD5 digest is wrong: ${sent} was sent, the bytes have ${actual}.`;
}

/** Empty when all bytes are there, else a message that names the first one missing. Source: assumption. */
function describeGaps({ bytes: { received }, fullSize }: Upload): string {
  const missing = received.firstMissing(0n, fullSize);
  if (missing === undefined) return '';
  return `The file is not complete: byte ${missing} is the first one missing, ${received.total} of ${fullSize} bytes are there.`;
}

/** Empty unless a part was stored twice, else a message that tells how many bytes there are. Source: assumption. */
function describeSurplus({ surplus, fullSize }: Upload): string {
  if (surplus === 0n) return '';
  return `The parts have ${fullSize + surplus} bytes together, ${fullSize} were announced.`;
}

/**
 * Checks an upload and hands its digest to `place`. Nothing is copied. While this goes on no part can write; when it
 * fails the parts are kept, and more can follow.
 * @param sent the digest that the bytes must have; undefined when the client was not asked for one
 * @returns an empty text, or what is wrong
 */
export async function join(
  upload: Upload,
  sent: string | undefined,
  place: (md5: string) => void,
): Promise<string> {
  upload.state = 'joining';
  try {
    await upload.bytes.settled();
    const gaps = describeGaps(upload);
    const complaint = gaps || describeSurplus(upload);
    if (complaint !== '') return complaint;
    const md5 = await digestOf(upload);
    if (md5 === undefined) return describeGaps(upload);
    const mismatch = sent === undefined ? '' : compareDigests(sent, md5);
    if (mismatch !== '') return mismatch;
    if (endedMeanwhile(upload)) return 'The upload was cancelled or started again.';
    place(md5);
    return '';
  } finally {
    if (!endedMeanwhile(upload)) upload.state = 'open';
    upload.finishing = undefined;
  }
}

/** Undefined when the storage has lost the bytes: then they are missing again. */
async function digestOf({ bytes, fullSize }: Upload): Promise<string | undefined> {
  try {
    await bytes.rest();
    return await bytes.md5(fullSize);
  } catch (error) {
    if (error instanceof BytesLost) return undefined;
    throw error;
  }
}

function endedMeanwhile(upload: Upload): boolean {
  return upload.state !== 'joining';
}
