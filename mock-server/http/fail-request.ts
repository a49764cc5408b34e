import { pathOf } from '../serving/endpoints.js';
import type { Service } from '../serving/service.js';
import type { NodeRequest } from './node-request.js';
import { readOn } from './read-on.js';

/**
 * Ends a request that an error of this server has stopped: with status 500, or with the connection where the response
 * has begun already. The error goes to the log, and never any further: it would end the process.
 */
export function failRequest(
  service: Service,
  { method, target, response }: NodeRequest,
  failure: unknown,
): void {
  service.log({ what: `${method} ${pathOf(target)}`, result: '500', ms: 0, warnings: [], failure });
  if (response.headersSent || response.destroyed) response.destroy();
  else {
    readOn(response);
    response.writeHead(500, { 'Content-Length': 0 }).end();
  }
}
