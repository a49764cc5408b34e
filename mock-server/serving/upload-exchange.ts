import { type Act, pickAnswer } from '../edge-cases/index.js';
import { isStorageFailure } from '../storage/errors.js';
import type { Base } from '../world/addresses.js';
import { UploadRefusal } from '../world/world.js';
import type { HttpAnswer } from './answer.js';
import { type Delivered, NOTHING, type Outgoing, underActs } from './outgoing.js';
import { PartHandling } from './part-handling.js';
import { PartRecorder } from './part-recorder.js';
import { replacedAnswer, withBody } from './replaced-answer.js';
import type { HttpRequest } from './request.js';
import type { RoutedRequest } from './routed-request.js';
import type { Receipt } from './upload-receipt.js';
import { acceptance, failure, type ReplyStyle } from './upload-reply.js';

/** One request that brings bytes. */
export interface UploadExchange {
  readonly query: URLSearchParams;
  /** Of the request; its bytes are counted. What was left of it when the reading stopped can be read on. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Says what becomes of the bytes. */
  readonly handling: PartHandling;
  readonly recorder: PartRecorder;
}

/** Receives the bytes. Whatever it opened is closed when it returns or throws. */
export type Receive = (exchange: UploadExchange) => Promise<Receipt>;

/**
 * Receives the bytes of a request and answers it once, after all of the body was read, and tells log and journal.
 * @throws CutOff when a rule wants the connection to end in place of an answer, or has cut it already
 */
export async function exchangeUpload(
  placed: RoutedRequest,
  raw: boolean,
  receive: Receive,
): Promise<HttpAnswer> {
  const { namespace, request, service, query } = placed;
  const style = {
    json: raw || query.get('isAjax') === 'true',
    httpStatus: query.get('sendHttpStatus') === 'true',
  };
  const handling = new PartHandling(namespace, query.get('sId') ?? '', request);
  const recorder = new PartRecorder(namespace, request);
  const body = recorded(request, recorder);
  const outcome = await take(receive, { query, handling, recorder, body });
  const { acts } = handling;
  const answer = answerTo(outcome, acts, placed.links, style);
  const delivered = (fate: Delivered): void => {
    recorder.done(outcome, handling, fate);
    const { what, result } = described(outcome, request);
    service.log({
      what,
      account: handling.account?.login,
      result,
      ms: recorder.ms,
      warnings:
        'receipt' in outcome && outcome.receipt.kind === 'part' && outcome.receipt.completes
          ? [UNFINISHED]
          : [],
      failure: 'error' in outcome && isOurFault(outcome.error) ? outcome.error : undefined,
    });
  };
  if (handling.cutOff) {
    delivered(NOTHING);
    throw handling.cutOff;
  }
  return underActs(request, answer, acts, namespace.journal.recordRaw, { delivered });
}

/** Some clients never finish (client): the log says why the file is not there. */
const UNFINISHED =
  'all bytes of the upload are there, and uploadFinishFile makes a file of them; with --assume completion=all-bytes it is one at once';

/** What came of the bytes. */
export type UploadOutcome =
  | { readonly receipt: Receipt }
  | { readonly refusal: UploadRefusal; readonly error: unknown };

async function take(receive: Receive, exchange: UploadExchange): Promise<UploadOutcome> {
  const { handling, body } = exchange;
  try {
    const receipt = await receive(exchange);
    await handling.end();
    const act = pickAnswer(handling.acts);
    if (act?.act !== 'refuse') return { receipt };
    const refusal = new UploadRefusal(act.code, 'a rule says so');
    return { refusal, error: refusal };
  } catch (error) {
    await drain(body);
    await handling.end();
    return { refusal: refusalFor(error), error };
  }
}

function recorded({ body }: HttpRequest, recorder: PartRecorder): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const bytes of body) {
        recorder.received(bytes);
        yield bytes;
      }
    },
  };
}

/** Many clients read no answer before all of the body is sent. */
async function drain(body: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const _ of body);
  } catch {
    // A body that breaks off has nothing left to be read; that it did is seen by `isComplete`.
  }
}

/** The service's own answer, or the one that a rule puts in its place. */
function answerTo(outcome: UploadOutcome, acts: readonly Act[], base: Base, style: ReplyStyle): Outgoing {
  const { status, contentType, body } =
    'receipt' in outcome ? acceptance(outcome.receipt, base, style) : refused(outcome, style);
  return replacedAnswer(acts) ?? withBody(status, contentType, body, ['Cache-Control', 'no-store']);
}

/** A storage that fails may be well again: 503 says so, and the text why. */
function refused({ refusal, error }: Extract<UploadOutcome, { readonly error: unknown }>, style: ReplyStyle) {
  if (!isStorageFailure(error)) return failure(refusal, style);
  return { ...failure({ code: refusal.code, message: error.message }, style), status: 503 };
}

function described(outcome: UploadOutcome, request: HttpRequest): { what: string; result: string } {
  if ('refusal' in outcome) {
    const { code, reason } = outcome.refusal;
    return { what: 'upload', result: request.isComplete ? `refused with ${code}: ${reason}` : 'broken off' };
  }
  const { receipt } = outcome;
  if (receipt.kind === 'lost') return { what: 'file', result: `${receipt.received} bytes, lost by a rule` };
  if (receipt.kind === 'file') {
    const { id, name, size } = receipt.file;
    return { what: `file ${JSON.stringify(name)}`, result: `item ${id}, ${size} bytes` };
  }
  const { fileId, firstByte } = receipt.target;
  return { what: `part of ${fileId} from ${firstByte}`, result: `${receipt.received} bytes` };
}

/** Anything else than a refusal is a form that cannot be read, a connection that broke, or a fault of the server. */
function refusalFor(error: unknown): UploadRefusal {
  if (error instanceof UploadRefusal) return error;
  return new UploadRefusal(4, error instanceof Error ? error.message : String(error));
}

/** Errors of the platform's calls name the call; a broken connection is nobody's fault here. */
const isOurFault = (error: unknown): boolean =>
  isStorageFailure(error) || error instanceof TypeError || (error instanceof Error && 'syscall' in error);
