import type { Readable, Writable } from 'node:stream';
import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { UploadRefusal } from '../world/world.js';
import { delimiterOf, feedForm } from './form-feed.js';
import { PartStorageEngine } from './part-storage-engine.js';
import type { TransferOptions } from './transfer.js';
import { exchangeUpload } from './upload-exchange.js';
import { refuseUnknownWays } from './upload-target.js';

/** What a form may hold. Only the size of the file has no limit here: that is the world's to say. */
const LIMITS = {
  fieldNameSize: 100,
  fieldSize: 8 * 1024,
  fields: 100,
  fileSize: Number.POSITIVE_INFINITY,
  files: 1,
  parts: 101,
  headerPairs: 50,
  fieldNestingDepth: 0,
  fieldArrayIndexLimit: 0,
};

/** The type package of multer does not know its latest option. */
interface FormOptions extends multer.Options {
  readonly streamHandler: (body: Readable, parser: Writable) => void;
}

/** Takes the multipart form of the address that getUploadFormUrl hands out (seed). */
export function uploadForm(options: TransferOptions): RequestHandler {
  return (request, response) =>
    exchangeUpload(options, request, response, false, async (exchange) => {
      const engine = new PartStorageEngine({ ...exchange, contents: options.namespace(request).contents });
      try {
        refuseUnknownWays(exchange.query);
        refuseOtherBodies(request);
        await readForm(request, response, engine, (bytes) => exchange.recorder.received(bytes));
        return await engine.complete(request.body ?? {});
      } finally {
        await engine.discard();
      }
    });
}

function refuseOtherBodies(request: Request): void {
  if (request.is('multipart/form-data')) return;
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
  if (length === '0' && encoding === undefined) throw new UploadRefusal(3, 'the request has no body');
  throw new UploadRefusal(4, 'the body is not multipart/form-data');
}

/** Rejects when the form breaks off or cannot be read, and with what the engine refuses. */
function readForm(
  request: Request,
  response: Response,
  storage: PartStorageEngine,
  note: (bytes: Uint8Array) => void,
): Promise<void> {
  const delimiter = delimiterOf(request.headers['content-type'] ?? '');
  return new Promise((resolve, reject) => {
    const options: FormOptions = {
      storage,
      limits: LIMITS,
      // Browsers and curl send names in UTF-8 without saying so.
      defParamCharset: 'utf8',
      streamHandler: (body, parser) => {
        if (!delimiter) body.on('data', note).pipe(parser);
        else
          feedForm(body, parser, delimiter, () => storage.file, note).catch((error: unknown) => {
            // Whoever reads the file would wait for the rest of it for ever.
            storage.file?.stream.destroy();
            reject(error);
          });
      },
    };
    const read = multer(options).single('FilePart');
    read(request, response, (error: unknown) => (error === undefined ? resolve() : reject(error)));
  });
}
