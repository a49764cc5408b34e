import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, failureOf } from './failure.js';
import { type Form, multipartForm } from './multipart.js';
import type { SourceFile, Stretch } from './source-file.js';

const ATTEMPTS = 3;
/** Before the second attempt, in milliseconds; doubled before the third. */
const FIRST_PAUSE = 50;
const REDIRECTS = 5;

/** What the upload form says when it does not take a part, in its page or in JSON (client). */
const ERROR_CODE = /id="errorCode"[^>]*\bvalue="(\d+)"|"errorCode"\s*:\s*"?(\d+)/;
const ALERT = /id="alert"[^>]*\bvalue="([^"]*)"|"message"\s*:\s*"([^"]*)"/;
/** What it says when it does: an id, -1 for a part. */
const TAKEN = /id="uploadedFileId"|"status"\s*:\s*"OK"/;

/** Codes that stay what they are however often the part is sent: too large, no space, empty, deleted, wrong type (client). */
const FINAL_CODES: ReadonlySet<string> = new Set(['1', '2', '3', '6', '7']);

/** A refusal that another attempt would not change. */
class Final extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/**
 * Sends one part, again if need be.
 * @param address as the service gave it, with its query
 * @throws Failure when no attempt succeeded
 */
export async function sendPart(
  address: string,
  fileId: bigint,
  name: string,
  file: SourceFile,
  stretch: Stretch,
  signal?: AbortSignal,
): Promise<void> {
  const fields = { resumableFileId: String(fileId), resumableFirstByte: String(stretch.start) };
  const form = multipartForm(fields, 'FilePart', name, () => file.read(stretch));
  for (let attempt = 1; ; attempt++) {
    try {
      return await post(address, form, REDIRECTS, signal);
    } catch (error) {
      if (error instanceof Final) throw error.failure;
      if (attempt === ATTEMPTS || signal?.aborted) throw failureOf(error);
    }
    await sleep(FIRST_PAUSE * 2 ** (attempt - 1));
  }
}

async function post(
  address: string,
  form: Form,
  redirects: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': form.contentType },
    body: Readable.toWeb(Readable.from(form.body())) as ReadableStream,
    // fetch cannot send a stream again; and it must not leave the query behind.
    redirect: 'manual',
    duplex: 'half',
    ...(signal && { signal }),
  } as const;
  const answer = await fetch(address, init);
  const text = await answer.text();
  if (answer.status === 307 || answer.status === 308) {
    const location = answer.headers.get('location');
    if (location !== null && redirects > 0)
      return post(new URL(location, address).href, form, redirects - 1, signal);
  }
  judge(answer, text);
}

function judge(answer: Response, text: string): void {
  const code = groupIn(ERROR_CODE, text);
  const said = plain(groupIn(ALERT, text) ?? `HTTP ${answer.status}`);
  if (code !== undefined) {
    const failure = new Failure('refused', `the upload form refused the part: ${said} (code ${code})`);
    throw FINAL_CODES.has(code) ? new Final(failure) : failure;
  }
  if (answer.status !== 200)
    throw new Failure('refused', `the upload form answered ${answer.status} ${answer.statusText}`);
  if (!TAKEN.test(text))
    throw new Failure('refused', 'the upload form answered with something else than that it took the part');
}

/** Numeric references are all that the page has. */
const plain = (html: string): string =>
  html.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

function groupIn(pattern: RegExp, text: string): string | undefined {
  return pattern
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined);
}
