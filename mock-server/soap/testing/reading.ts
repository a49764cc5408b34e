import type { Version } from '../../../wsdl/contract.js';
import {
  type CallReader,
  DEFAULT_LIMITS,
  type Limits,
  openCall,
  type ReadCall,
  type RefusedCall,
} from '../index.js';

export interface ReadingOptions {
  version?: Version;
  contentType?: string | undefined;
  lenient?: boolean;
  limits?: Partial<Limits>;
}

const encoder = new TextEncoder();

/** A reader for tests; throws instead of 415. */
export function open(options: ReadingOptions = {}): CallReader {
  const reader = openCall({
    version: options.version ?? 'jax3',
    contentType: 'contentType' in options ? options.contentType : 'text/xml; charset=utf-8',
    lenient: options.lenient ?? false,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  });
  if (reader === null) throw new Error(`415 for Content-Type ${options.contentType}`);
  return reader;
}

/** Reads a whole request: text (in UTF-8) or bytes. */
export function read(request: string | Uint8Array, options: ReadingOptions = {}): ReadCall {
  const reader = open(options);
  reader.write(typeof request === 'string' ? encoder.encode(request) : request);
  return reader.end();
}

/** Operation and arguments of a request that must be accepted. */
export function called(request: string | Uint8Array, options: ReadingOptions = {}): object {
  const call = read(request, options);
  if (call.fault !== undefined) throw call.fault;
  return { operation: call.operation, args: call.args };
}

/** Fault code and text of a request that must be refused. */
export function refusal(request: string | Uint8Array, options: ReadingOptions = {}): string {
  const { fault } = refused(request, options);
  return `S:${fault.faultcode} ${fault.message}`;
}

export function refused(request: string | Uint8Array, options: ReadingOptions = {}): RefusedCall {
  const call = read(request, options);
  if (call.fault === undefined) throw new Error(`The request was taken as a call of ${call.operation}.`);
  return call;
}

export function envelope(body: string, header = ''): string {
  return (
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">${header}` +
    `<e:Body>${body}</e:Body></e:Envelope>`
  );
}

/** An envelope with an operation and its arguments. */
export function request(operation: string, parts = '', header = ''): string {
  const element = `<a:${operation} xmlns:a="http://api.soap.shared.pmstation.com/">${parts}</a:${operation}>`;
  return envelope(element, header);
}

/** The arguments that the elements are read as, or the fault. */
export function argsOf(operation: string, parts: string, lenient = false): unknown {
  const call = read(request(operation, parts), { lenient });
  return call.fault ?? call.args;
}

/** The warnings about the elements. */
export function warningsOf(operation: string, parts: string, lenient = false): readonly string[] {
  return read(request(operation, parts), { lenient }).warnings;
}
