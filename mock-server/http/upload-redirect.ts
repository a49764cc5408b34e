import type { RequestHandler } from 'express';
import type { TransferOptions } from './transfer.js';

/** Sends whoever comes on to the upload form, with method and body (307). An edge account hands this address out. */
export function redirectToForm(options: TransferOptions): RequestHandler {
  return (request, response) => {
    const query = request.url.replace(/^[^?]*/, '');
    response.redirect(307, `${options.publicBase(request)}/main/upload.jsp${query}`);
    // The body would be read by nobody.
    request.resume();
  };
}
