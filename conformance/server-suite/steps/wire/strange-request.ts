import { callRequest } from '../../peer/raw-server.js';
import type { Act } from '../../runner/act.js';
import type { HttpReply } from '../../server-under-test.js';

/**
 * Sends an envelope of our own making to where calls go.
 * @param action the SOAPAction as it stands in the head; null for none. Default: that of the description
 */
export function sendEnvelope(act: Act, envelope: string, action?: string | null): Promise<HttpReply> {
  const { version, address } = act.server;
  const { soapaction, ...headers } = callRequest(address, envelope).headers;
  const sent = action === undefined ? soapaction : action;
  const request = {
    ...callRequest(address, envelope),
    headers: { ...headers, ...(typeof sent === 'string' && { soapaction: sent }) },
  };
  return act.send(request, { kind: 'call', version, arguments: {} });
}

/** Asks for a document. */
export const fetchDocument = (act: Act, url: string): Promise<HttpReply> =>
  act.send({ method: 'GET', url, headers: {} }, { kind: 'call', version: act.server.version, arguments: {} });
