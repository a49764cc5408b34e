import type { Version } from '../../wsdl/contract.js';
import { type Call, type Dispatch, dispatch, isPart, readArguments, readsText } from './arguments.js';
import { ByteDecoder, type Decoded } from './byte-decoder.js';
import { type Charset, charsetNamed, UTF_8 } from './charset.js';
import { charsetParameter, isLegalCharsetName, isSoap } from './content-type.js';
import type { Element } from './element.js';
import { EnvelopeReader } from './envelope.js';
import { EnvelopeRefused, isUnreadable, type QualifiedName, quote, refusals, SoapFault } from './faults.js';
import type { Limits } from './limits.js';
import { isPackage, rootPart } from './package.js';
import { Warnings } from './warnings.js';

interface About {
  /** What was ignored or tolerated in the request. */
  readonly warnings: readonly string[];
  /** Charset of the response, as the request spells its name. */
  readonly charset: string;
}

/** A refused request; `operation` is the local name of the operation element, if it was reached. */
export interface RefusedCall extends About {
  readonly fault: SoapFault;
  readonly operation?: string;
}

/** The result of reading a request. */
export type ReadCall = (Call & About & { readonly fault?: never }) | RefusedCall;

/** Reads the bytes of one request body as they arrive. */
export interface CallReader {
  /** Chunks may end anywhere. Almost free once the call is refused. */
  write(bytes: Uint8Array): void;
  /** Whether a limit was exceeded or a DOCTYPE was found: further bytes cannot change the outcome. */
  readonly refused: boolean;
  /** Call it after the last chunk. */
  end(): ReadCall;
}

/** How a call is read. Limits protect the server. */
export interface CallOptions {
  readonly version: Version;
  /** The Content-Type header. */
  readonly contentType: string | undefined;
  /** Whether to accept qualified arguments, and white space around values. */
  readonly lenient: boolean;
  readonly limits: Limits;
}

class PushReader implements CallReader {
  readonly #limits: Limits;
  readonly #warnings = new Warnings();
  readonly #charset: string;
  readonly #decoder: ByteDecoder;
  #envelope: EnvelopeReader | undefined;
  #replacing = false;
  #bytes = 0;
  #called: string | undefined;
  #call: Call | undefined;
  #fault: SoapFault | undefined;

  constructor({ version, lenient, limits }: CallOptions, named: Charset | undefined, label: string) {
    this.#limits = limits;
    this.#charset = label;
    this.#decoder = new ByteDecoder(named);
    let found: Dispatch | undefined;
    const reading = { lenient, warnings: this.#warnings };
    const payload = {
      start: (name: QualifiedName | null) => {
        this.#called = name === null ? undefined : quote(name.local);
        found = dispatch(version, name);
      },
      isPart: (element: Element) => found !== undefined && isPart(found, element, lenient),
      readsText: (elements: readonly Element[]) => found !== undefined && readsText(found, elements, version),
      complete: (element: Element) => {
        if (found !== undefined) this.#call = readArguments(found, element, reading);
      },
    };
    this.#envelope = new EnvelopeReader(limits, payload, this.#warnings);
  }

  get refused(): boolean {
    return this.#fault instanceof EnvelopeRefused || this.#bytes > this.#limits.bodyBytes;
  }

  write(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    const envelope = this.#envelope;
    if (envelope === undefined) return;
    const room = this.#limits.bodyBytes - (this.#bytes - bytes.length);
    this.#guard(() => {
      this.#feed(envelope, this.#decoder.write(bytes.length > room ? bytes.subarray(0, room) : bytes));
      if (bytes.length > room) throw refusals.tooLarge(this.#limits);
    });
  }

  end(): ReadCall {
    const envelope = this.#envelope;
    if (envelope !== undefined) {
      this.#guard(() => {
        this.#feed(envelope, this.#decoder.end());
        envelope.end();
      });
    }
    this.#envelope = undefined;
    const about = { warnings: this.#warnings.list(), charset: this.#charset };
    if (this.#fault === undefined && this.#call !== undefined) return Object.assign(this.#call, about);
    // A document without a fault has an operation element; the other fault satisfies the compiler.
    const fault = this.#fault ?? refusals.emptyEnvelope();
    if (isUnreadable(fault)) about.charset = UTF_8.name;
    return this.#called === undefined ? { fault, ...about } : { fault, operation: this.#called, ...about };
  }

  #feed(envelope: EnvelopeReader, { text, replaced, problem, unknown }: Decoded): void {
    if (text !== '') envelope.write(text);
    if (replaced !== undefined) {
      if (!this.#replacing) {
        this.#warnings.add(`the request holds bytes that are not ${this.#charset}; each is read as U+FFFD`);
      }
      this.#replacing = true;
      envelope.write(replaced);
    }
    if (problem === undefined) return;
    this.#warnings.add(problem);
    if (unknown) throw refusals.badDeclaration();
    envelope.undecodable(problem);
  }

  /** Keeps the first fault and drops everything read so far: a refused request costs no memory. */
  #guard(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof SoapFault)) throw error;
      this.#fault = error;
      this.#envelope = undefined;
      this.#call = undefined;
    }
  }
}

/** Keeps a package until its end, as its parts may come in any order. */
class PackageReader implements CallReader {
  readonly #options: CallOptions;
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  constructor(options: CallOptions) {
    this.#options = options;
  }

  get refused(): boolean {
    const { bodyBytes, packageBytes } = this.#options.limits;
    return this.#bytes > Math.min(bodyBytes, packageBytes);
  }

  write(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (this.refused) this.#chunks = [];
    else this.#chunks.push(bytes.slice());
  }

  end(): ReadCall {
    const { contentType = '', limits } = this.#options;
    const reader = new PushReader(this.#options, undefined, UTF_8.name);
    try {
      if (this.refused) throw refusals.tooLargePackage(limits);
      reader.write(rootPart(contentType, joined(this.#chunks, this.#bytes)));
    } catch (error) {
      if (!(error instanceof SoapFault)) throw error;
      return { fault: error, warnings: [], charset: UTF_8.name };
    }
    return reader.end();
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function refuseAll(fault: SoapFault): CallReader {
  return { write: () => undefined, refused: true, end: () => ({ fault, warnings: [], charset: UTF_8.name }) };
}

/**
 * Begins to read a call. Null for a Content-Type that the service answers with 415: another media type, or an unknown
 * charset (RI).
 */
export function openCall(options: CallOptions): CallReader | null {
  if (isPackage(options.contentType)) return new PackageReader(options);
  if (contentType.header !== options.contentType) contentType = readContentType(options.contentType);
  const { charset, label } = contentType;
  if (charset instanceof SoapFault) return refuseAll(charset);
  return charset === null ? null : new PushReader(options, charset, label);
}

/** A Content-Type header: its charset, undefined without one, null for 415, or why it is refused. */
interface ContentType {
  readonly header: string | undefined;
  readonly charset: Charset | SoapFault | undefined | null;
  /** The name of the charset as the header has it; that of UTF-8 without one. */
  readonly label: string;
}

/** The last header. A client repeats it, and reading it costs as much as reading an argument. */
let contentType: ContentType = readContentType(undefined);

function readContentType(header: string | undefined): ContentType {
  const label = charsetParameter(header) ?? UTF_8.name;
  return { header, charset: charsetIn(header), label };
}

function charsetIn(header: string | undefined): ContentType['charset'] {
  if (!isSoap(header)) return null;
  const name = charsetParameter(header);
  if (name === undefined) return undefined;
  return isLegalCharsetName(name) ? (charsetNamed(name) ?? null) : refusals.illegalCharsetName(name);
}
