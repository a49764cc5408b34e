import { finished } from 'node:stream';
import type { Request, Response } from 'express';
import { StorageError } from '../storage/errors.js';
import { UploadRefusal, type World } from '../world/world.js';
import type { TransferOptions } from './transfer.js';
import type { Receipt } from './upload-receipt.js';
import { acceptance, failure, type Reply } from './upload-reply.js';

/** One request that brings bytes. */
export interface UploadExchange {
  readonly request: Request;
  readonly response: Response;
  readonly world: World;
  readonly query: URLSearchParams;
  /** Empty when the address has none; no session has that key. */
  readonly sessionKey: string;
}

/** Receives the bytes. Whatever it opened is closed when it returns or throws. */
export type Receive = (exchange: UploadExchange) => Promise<Receipt>;

/** Receives the bytes of a request and answers it once, after all of the body was read, and logs the outcome. */
export async function exchangeUpload(
  options: TransferOptions,
  request: Request,
  response: Response,
  raw: boolean,
  receive: Receive,
): Promise<void> {
  const began = performance.now();
  const world = options.world(request);
  const query = new URLSearchParams(request.url.replace(/^[^?]*\??/, ''));
  const sessionKey = query.get('sId') ?? '';
  const style = {
    json: raw || query.get('isAjax') === 'true',
    httpStatus: query.get('sendHttpStatus') === 'true',
  };
  const log = (what: string, result: string, cause?: unknown): void =>
    options.log({
      what,
      account: world.sessions.owner(sessionKey)?.login,
      result,
      ms: performance.now() - began,
      warnings: [],
      failure: cause,
    });
  try {
    const receipt = await receive({ request, response, world, query, sessionKey });
    deliver(response, acceptance(receipt, options.publicBase(request), style));
    log(...describeReceipt(receipt));
  } catch (error) {
    await restOf(request);
    const refusal = refusalFor(error);
    deliver(response, failure(refusal, style));
    const result = request.complete ? `refused with ${refusal.code}: ${refusal.reason}` : 'broken off';
    log('upload', result, isOurFault(error) ? error : undefined);
  }
}

function deliver(response: Response, reply: Reply): void {
  if (response.destroyed) return;
  response.writeHead(reply.status, {
    'Content-Type': reply.contentType,
    'Content-Length': Buffer.byteLength(reply.body),
    'Cache-Control': 'no-store',
  });
  response.end(reply.body);
}

/** Reads and drops what is left of a body: many clients read no answer before all is sent. */
function restOf(request: Request): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    finished(request, { writable: false }, () => resolve());
    request.resume();
  });
}

function describeReceipt(receipt: Receipt): [what: string, result: string] {
  if (receipt.kind === 'file') {
    const { id, name, size } = receipt.file;
    return [`file ${JSON.stringify(name)}`, `item ${id}, ${size} bytes`];
  }
  const { fileId, firstByte } = receipt.target;
  return [`part of ${fileId} from ${firstByte}`, `${receipt.received} bytes`];
}

/** Anything else than a refusal is a form that cannot be read, a connection that broke, or a fault of the server. */
function refusalFor(error: unknown): UploadRefusal {
  if (error instanceof UploadRefusal) return error;
  return new UploadRefusal(4, error instanceof Error ? error.message : String(error));
}

/** Errors of the platform's calls name the call; a broken connection is nobody's fault here. */
const isOurFault = (error: unknown): boolean =>
  error instanceof StorageError ||
  error instanceof TypeError ||
  (error instanceof Error && 'syscall' in error);
