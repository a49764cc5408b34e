import { type HttpAnswer, plainAnswer } from './answer.js';
import type { CallRecorder } from './call-recorder.js';
import { RETRY_AFTER } from './held-bytes.js';
import type { HttpRequest } from './request.js';
import type { Service } from './service.js';
import type { CallAnswer } from './soap-call.js';

/** RI: another content type than those of the service is HTTP 415. */
export function refuseType(
  service: Service,
  { headers }: HttpRequest,
  recorder: CallRecorder,
  ms: number,
): HttpAnswer {
  const result = `415: the content type is ${headers.get('content-type')}, the service takes text/xml only`;
  service.log({ what: 'call', result, ms, warnings: [] });
  recorder.refused(415, result);
  return plainAnswer(415, ['Content-Length', '0']);
}

/** Refuses a call for whose bytes there is no room beside those of other requests; the same call may succeed later. */
export function refuseForRoom(service: Service, recorder: CallRecorder, ms: number): HttpAnswer {
  const result = `503: unfinished requests hold ${service.held.held} bytes, and the limit is ${service.held.most} (maxHeldBytes)`;
  service.log({ what: 'call', result, ms, warnings: [] });
  recorder.refused(503, result);
  return plainAnswer(503, ['Retry-After', RETRY_AFTER, 'Content-Length', '0']);
}

/** Whether the body of a request is compressed with gzip. */
export function isGzip({ headers }: HttpRequest): boolean {
  const encoding = headers.get('content-encoding');
  return encoding !== undefined && /\bgzip\b/i.test(encoding);
}

/** What the log says of the compression of a call. */
export function encodingNotes(request: HttpRequest, lenient: boolean): string[] {
  if (!isGzip(request)) return [];
  return [
    lenient
      ? 'the body is compressed with gzip; the service does not understand that'
      : 'the body is compressed with gzip; the service does not unpack it (--lenient does)',
  ];
}

/** Tells the log of a call. */
export function logCall(service: Service, reply: CallAnswer, notes: readonly string[], ms: number): void {
  service.log({
    what: reply.operation ?? 'call',
    account: reply.account,
    result: reply.result,
    ms,
    warnings: [...notes, ...reply.warnings],
    failure: reply.failure,
  });
}
