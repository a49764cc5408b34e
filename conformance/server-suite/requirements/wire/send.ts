import { callRequest } from '../../peer/raw-server.js';
import type { Probe } from '../../runner/probe.js';
import type { HttpReply } from '../../server-under-test.js';

/**
 * Sends an envelope to the address for calls.
 * @param action the SOAPAction header with its quotes; null for none. Default: that of the description
 */
export function sendEnvelope(probe: Probe, envelope: string, action?: string | null): Promise<HttpReply> {
  const { version, address } = probe.server;
  const request = callRequest(address, envelope);
  const { soapaction, ...others } = request.headers;
  const sent = action === undefined ? soapaction : action;
  const headers = { ...others, ...(typeof sent === 'string' && { soapaction: sent }) };
  return probe.send({ ...request, headers }, { kind: 'call', version, arguments: {} });
}

/** Fetches the description or a document that it imports. @throws NoAnswerError */
export const fetchDocument = (probe: Probe, url: string): Promise<HttpReply> =>
  probe.send(
    { method: 'GET', url, headers: {} },
    { kind: 'call', version: probe.server.version, arguments: {} },
  );
