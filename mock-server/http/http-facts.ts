import type { IncomingMessage } from 'node:http';
import type { HttpFacts } from '../journal/entry.js';
import { targetOf } from './place.js';

/** What the journal is told of the request around an exchange. Nothing is copied. */
export const httpFacts = (request: IncomingMessage): HttpFacts => ({
  method: request.method ?? '',
  target: targetOf(request),
  headers: request.rawHeaders,
});
