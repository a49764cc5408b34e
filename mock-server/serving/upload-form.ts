import { UploadRefusal } from '../world/world.js';
import type { HttpAnswer } from './answer.js';
import { FormFile } from './form-file.js';
import type { HttpRequest } from './request.js';
import type { RoutedRequest } from './routed-request.js';
import { exchangeUpload } from './upload-exchange.js';

/** Takes the multipart form of the address that getUploadFormUrl hands out (seed). */
export function answerForm(placed: RoutedRequest): Promise<HttpAnswer> {
  const { request, service } = placed;
  return exchangeUpload(placed, false, async (exchange) => {
    const file = new FormFile(exchange);
    try {
      const type = formType(request);
      const { fields, mistake } = await service.readForm(exchange.body, type, (sent) => file.take(sent));
      exchange.recorder.fields = fields;
      if (mistake !== undefined) throw mistake;
      return await file.complete(fields);
    } finally {
      await file.discard();
    }
  });
}

/** The content type. @throws UploadRefusal when the body is no form */
function formType({ headers, hasBody }: HttpRequest): string {
  const type = headers.get('content-type') ?? '';
  if (hasBody && /^\s*multipart\/form-data\s*(?:;|$)/i.test(type)) return type;
  const isEmpty = headers.get('content-length') === '0' && headers.get('transfer-encoding') === undefined;
  if (!hasBody || isEmpty) throw new UploadRefusal(3, 'the request has no body');
  throw new UploadRefusal(4, 'the body is not multipart/form-data');
}
