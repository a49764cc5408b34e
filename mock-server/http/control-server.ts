import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from '../serving/answer.js';
import { type ControlTarget, controlTarget } from '../serving/control-target.js';
import type { ControlSettings, Service } from '../serving/service.js';
import { NodeRequest } from './node-request.js';
import { sendAnswer } from './send-answer.js';

/**
 * Takes requests to the control API out of all others: true for those, and then they are answered. What answers them
 * is loaded with the first one.
 */
export function controlServer(
  service: Service,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { control } = service;
  if (!control) return () => false;
  return (request, response) => {
    const target = controlTarget(request.url ?? '/');
    if (!target) return false;
    sendAnswer(response, answered(service, control, target, request, response)).catch((failure: unknown) => {
      service.log({
        what: `${request.method} /_control`,
        result: 'broken off',
        ms: 0,
        warnings: [],
        failure,
      });
      response.destroy();
    });
    return true;
  };
}

async function answered(
  service: Service,
  control: ControlSettings,
  target: ControlTarget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<HttpAnswer> {
  const { answerControl } = await import('../serving/control-answer.js');
  const answer = await answerControl(service, control, target, new NodeRequest(request, response));
  // What was not read of the request would be taken for the next one.
  const unread = !request.complete && request.readableEnded === false && hasBody(request);
  return unread ? { ...answer, headers: closing(answer.headers) } : answer;
}

/** Headers of an answer after which the connection ends. */
const closing = (headers: readonly string[]): string[] => [
  ...headers.filter((_, index) => headers[index - (index % 2)] !== 'Connection'),
  ...['Connection', 'close'],
];

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
