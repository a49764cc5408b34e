import { answerPlaced } from '../serving/answer-request.js';
import { endpointAt, isCall } from '../serving/endpoints.js';
import type { PlacedRequest } from '../serving/place.js';
import type { NodeRequest } from './node-request.js';
import { sendAnswer } from './send-answer.js';
import { serveCall } from './serve-call.js';

/** Answers a request that is in its namespace. Calls take the short way. */
export async function servePlaced(placed: PlacedRequest, request: NodeRequest): Promise<void> {
  const version = isCall(request.method) ? endpointAt(placed.path) : undefined;
  if (version) serveCall(placed.service, placed.namespace, request, version);
  else await sendAnswer(request.response, answerPlaced(placed));
}
