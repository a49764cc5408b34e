import { UploadRefusal } from '../world/world.js';
import type { HttpAnswer } from './answer.js';
import { decodedBody } from './base64-body.js';
import { pump } from './byte-pump.js';
import type { RequestHeaders } from './request-headers.js';
import type { RoutedRequest } from './routed-request.js';
import { exchangeUpload } from './upload-exchange.js';
import type { Fill } from './upload-receipt.js';
import { isBase64, readPartTarget, readWholeTarget } from './upload-target.js';

/**
 * Takes a body that is the bytes and nothing else, as the newer web clients send it. What a form has in its fields
 * stands in the query; without a file id there, the headers name a file that is sent whole (client).
 */
export function answerRaw(placed: RoutedRequest): Promise<HttpAnswer> {
  const { request } = placed;
  return exchangeUpload(placed, true, async ({ handling, query, body }) => {
    const target = readPartTarget({}, query);
    await handling.begin(target);
    const bytes = isBase64(query) ? decodedBody(body) : body;
    const fill: Fill = (store) => pump(handling.shape(bytes), store);
    if (target) return handling.takePart(target, fill);
    const whole = readWholeTarget(request.headers.get('x-upload-dir'), query, handling.world.links);
    return handling.takeWhole({ ...whole, name: whole.keepsName ? '' : readFileName(request.headers) }, fill);
  });
}

/** @throws UploadRefusal 4 */
function readFileName(headers: RequestHeaders): string {
  const encoded = headers.get('x-file-name');
  if (encoded === undefined || encoded === '') {
    throw new UploadRefusal(4, 'neither resumableFileId in the address nor x-file-name in the headers');
  }
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new UploadRefusal(4, `x-file-name is not URI encoded: ${JSON.stringify(encoded.slice(0, 80))}`);
  }
}
