import { type Act, hasNoBody, pickAnswer } from '../edge-cases/index.js';
import { utf8 } from './answer.js';
import { onlyBytes } from './only-bytes.js';
import type { Outgoing } from './outgoing.js';

/** The response that a rule sets instead of the service's own to a part or a download; undefined if none does. */
export function replacedAnswer(acts: readonly Act[]): Outgoing | undefined {
  const act = pickAnswer(acts);
  if (act?.act !== 'status') return undefined;
  const { status, body = '', contentType = 'text/html; charset=utf-8', headers = {} } = act;
  const more = Object.entries(headers).flat();
  if (hasNoBody(status)) return { status, headers: more, body: onlyBytes() };
  return withBody(status, contentType, body, more);
}

/** A response with a text. @param more further headers: name, value, name, value */
export function withBody(
  status: number,
  contentType: string,
  body: string,
  more: readonly string[],
): Outgoing {
  const bytes = utf8(body);
  const headers = ['Content-Type', contentType, 'Content-Length', String(bytes.length), ...more];
  return { status, headers, body: onlyBytes(bytes) };
}
