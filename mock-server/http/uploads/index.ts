import { type Delivered, NOTHING, underActs } from '../outgoing.js';
import type { HttpResponse } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';
import { receive } from './receive.js';
import { recordUpload } from './record.js';
import { respond } from './respond.js';

export { redirectToForm } from './redirect.js';

/**
 * Serves an upload of a part or of a whole file, and responds when all of the request was read.
 * @param encoding of the body: the form of getUploadFormUrl (howto), or only the bytes, as newer web clients send them
 *   (client)
 * @throws CutOff when a rule ends the connection instead of a response, or has cut it already
 */
export async function serveUpload(routed: RoutedRequest, encoding: 'form' | 'raw'): Promise<HttpResponse> {
  const { namespace, request } = routed;
  const began = { at: performance.now(), time: namespace.clock.now() };
  const received = await receive(routed, encoding);
  const delivered = (fate: Delivered): void => recordUpload(routed, received, fate, began);
  if (received.cutOff) {
    delivered(NOTHING);
    throw received.cutOff;
  }
  const response = respond(routed, encoding, received);
  return underActs(request, response, received.acts, namespace.journal.recordRaw, { delivered });
}
