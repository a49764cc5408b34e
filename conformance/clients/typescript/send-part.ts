import { Readable } from 'node:stream';
import { Failure, isPassing } from './failure.js';
import { type Form, multipartForm } from './multipart.js';
import { repeated } from './retry.js';
import type { Service } from './service.js';
import type { Source, Stretch } from './source.js';
import type { Progress } from './upload-handle.js';
import { either, overWire, type Wire } from './wire.js';

const REDIRECTS = 5;

/** How the upload form refuses a part, in its page or in JSON (client). */
const ERROR_CODE = /id="errorCode"[^>]*\bvalue="(\d+)"|"errorCode"\s*:\s*"?(\d+)/;
const ALERT = /id="alert"[^>]*\bvalue="([^"]*)"|"message"\s*:\s*"([^"]*)"/;
/** How it accepts one: an id, -1 for a part. */
const TAKEN = /id="uploadedFileId"|"status"\s*:\s*"OK"/;

/** Codes that another attempt does not change: too large, no space, empty, deleted, wrong type (client). */
const FINAL_CODES: ReadonlySet<string> = new Set(['1', '2', '3', '6', '7']);

/** A refusal that another attempt may change. */
class Refusal extends Failure {
  constructor(message: string) {
    super('refused', message);
  }
}

/** Where and how parts are sent. */
export interface Sending {
  readonly service: Service;
  /** As the service gave it, with its query. */
  readonly address: string;
  readonly source: Source;
  readonly progress: Progress;
  /** Aborts the transfer. */
  readonly signal: AbortSignal | undefined;
  /** Prevents further attempts; the running one is completed. */
  readonly stop: AbortSignal;
}

/** Sends one part, again if need be. @throws Failure when no attempt succeeded */
export async function sendPart(sending: Sending, stretch: Stretch): Promise<void> {
  const { service, address, source, progress, signal, stop } = sending;
  const fields = { resumableFileId: String(progress.fileId), resumableFirstByte: String(stretch.start) };
  const form = multipartForm(fields, 'FilePart', progress.name, () => source.read(stretch));
  // The service does not report which parts it has, only whether it waits for any.
  const isWorthwhile = async (error: unknown): Promise<boolean> =>
    (error instanceof Refusal || isPassing(error)) && (await isAwaited(service, progress, signal));
  await repeated(
    () => post(service.wire, address, form, REDIRECTS, signal),
    service.retry,
    isWorthwhile,
    either(signal, stop),
  );
}

/** Whether parts of the file can still be sent; yes if that cannot be found out (assumption: what the operation means). */
async function isAwaited(
  service: Service,
  { fileId }: Progress,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    return await service.call('uploadStartedFileExists', { fileId }, signal);
  } catch (error) {
    if (error instanceof Failure && error.kind !== 'aborted') return true;
    throw error;
  }
}

async function post(
  wire: Wire,
  address: string,
  form: Form,
  redirects: number,
  given: AbortSignal | undefined,
): Promise<void> {
  const [answer, text] = await overWire(wire, given, async (signal, stir) => {
    const body = form.body(stir);
    const init = {
      method: 'POST',
      headers: { 'Content-Type': form.contentType },
      body: Readable.toWeb(body.bytes) as ReadableStream,
      // fetch cannot send a stream again; and it must not leave the query behind.
      redirect: 'manual',
      duplex: 'half',
      signal,
    } as const;
    try {
      const answer = await wire.fetch(address, init);
      return [answer, await answer.text()] as const;
    } catch (error) {
      throw body.trouble() ?? error;
    } finally {
      body.bytes.destroy();
    }
  });
  if (answer.status === 307 || answer.status === 308) {
    const location = answer.headers.get('location');
    if (location !== null && redirects > 0)
      return post(wire, new URL(location, address).href, form, redirects - 1, given);
  }
  judge(answer, text);
}

function judge(answer: Response, text: string): void {
  const code = groupIn(ERROR_CODE, text);
  const said = plain(groupIn(ALERT, text) ?? `HTTP ${answer.status}`);
  if (code !== undefined) {
    const message = `the upload form refused the part: ${said} (code ${code})`;
    throw FINAL_CODES.has(code) ? new Failure('refused', message) : new Refusal(message);
  }
  if (answer.status !== 200)
    throw new Refusal(`the upload form answered ${answer.status} ${answer.statusText}`);
  if (!TAKEN.test(text))
    throw new Refusal('the upload form answered with something else than that it took the part');
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
