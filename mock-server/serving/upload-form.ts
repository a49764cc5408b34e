import { UploadRefusal } from '../world/world.js';
import type { HttpAnswer } from './answer.js';
import { FormFile } from './form-file.js';
import { readParameters } from './multipart/parameters.js';
import { readForm } from './multipart/read-form.js';
import type { HttpRequest } from './request.js';
import type { RoutedRequest } from './routed-request.js';
import { exchangeUpload } from './upload-exchange.js';
import type { Fields } from './upload-target.js';

/** The file of a form, as its reader comes to it. */
export interface ArrivingFile {
  /** Name of its field. */
  readonly field: string;
  /** Its own name, as it was sent. */
  readonly name: string;
  /** The fields that came before it. */
  readonly fields: Fields;
  /** Fails when the form breaks off or cannot be read on. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Receives what is in a form. */
export interface FormReceiver {
  /** The text fields that have come so far; whoever reads the form replaces it. */
  fields: Fields;
  /** Is told of all bytes of the body as they came. */
  note(bytes: Uint8Array): void;
  /** Takes the bytes to their end. @throws UploadRefusal, and what the bytes throw */
  take(file: ArrivingFile): Promise<void>;
}

/**
 * Reads a multipart form with at most one file, in a field that `isFileField` knows.
 * @throws when the form breaks off, cannot be read or holds too much, and what the receiver throws
 */
export type FormReader = (request: HttpRequest, receiver: FormReceiver) => Promise<void>;

/** Takes the multipart form of the address that getUploadFormUrl hands out (seed). */
export function answerForm(placed: RoutedRequest): Promise<HttpAnswer> {
  const { request } = placed;
  return exchangeUpload(placed, false, async (exchange) => {
    const file = new FormFile(exchange);
    try {
      refuseOtherBodies(request);
      await (request.readForm ?? readForm)(request, file);
      return await file.complete();
    } finally {
      await file.discard();
    }
  });
}

/** Characters of a boundary. Source: RFC 2046, section 5.1.1. With longer ones a form costs too much to take apart. */
const LONGEST_BOUNDARY = 70;

function refuseLongBoundary(type: string): void {
  const boundary = readParameters(type, 'latin1')?.parameters.get('boundary') ?? '';
  if (boundary.length > LONGEST_BOUNDARY)
    throw new UploadRefusal(
      4,
      `the boundary has ${boundary.length} characters, and RFC 2046 allows ${LONGEST_BOUNDARY}`,
    );
}

function refuseOtherBodies({ headers, hasBody }: HttpRequest): void {
  const type = headers.get('content-type') ?? '';
  if (hasBody && /^\s*multipart\/form-data\s*(?:;|$)/i.test(type)) {
    refuseLongBoundary(type);
    return;
  }
  const isEmpty = headers.get('content-length') === '0' && headers.get('transfer-encoding') === undefined;
  if (!hasBody || isEmpty) throw new UploadRefusal(3, 'the request has no body');
  throw new UploadRefusal(4, 'the body is not multipart/form-data');
}
