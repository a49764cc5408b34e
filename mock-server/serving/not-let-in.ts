import type { NamespaceError } from '../namespaces/namespaces.js';
import { type HttpAnswer, plainAnswer, utf8 } from './answer.js';

/** A request for a namespace that cannot be. */
export function notLetIn({ message, status }: NamespaceError): HttpAnswer {
  const body = utf8(`${message}\n`);
  const headers = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(body.length)];
  return plainAnswer(status, headers, body);
}
