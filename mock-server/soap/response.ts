import { OPERATIONS, type OperationName, SERVICE_NAMESPACE, type Version } from '../../wsdl/contract.js';
import { type Charset, UTF_8, UTF_16, UTF_16BE } from './charset.js';
import { elementWriter, nilElement, piecesWriter } from './element-writers.js';
import { ENVELOPE_NAMESPACE, refusals, type SoapFault } from './faults.js';
import { responseCharset } from './response-charset.js';
import { escapeText } from './text.js';
import { isArrayName, isOperationName } from './type-names.js';

/**
 * The body of a long response, produced while it is sent, and anew for each iteration. As one text, 200,000 items
 * would take hundreds of megabytes, and seconds without any other response.
 */
export class LongBody implements Iterable<Uint8Array<ArrayBuffer>> {
  /** @param document yields chunks of text, none of which ends inside a character */
  constructor(
    private readonly document: () => Iterable<string>,
    private readonly charset: Charset,
  ) {}

  *[Symbol.iterator](): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    let { charset } = this;
    for (const piece of this.document()) {
      yield charset.encode(piece);
      // Only the first chunk has a byte order mark.
      if (charset === UTF_16) charset = UTF_16BE;
    }
  }

  /** The whole document; a string if it is to be sent as UTF-8. */
  whole(): string | Uint8Array<ArrayBuffer> {
    const text = [...this.document()].join('');
    return this.charset === UTF_8 ? text : this.charset.encode(text);
  }
}

/** An encoded response. A result has status 200, a fault 500. */
export interface SoapResponse {
  readonly contentType: string;
  /** A string is sent as UTF-8, which the platform encodes faster when it writes to the socket. */
  readonly body: string | Uint8Array<ArrayBuffer> | LongBody;
}

const NS2 = `xmlns:ns2="${SERVICE_NAMESPACE}"`;
/** The SOAP 1.2 namespace that the RI declares on every fault and never uses (RI). */
const NS4 = 'xmlns:ns4="http://www.w3.org/2003/05/soap-envelope"';

/** In the charset of the request's header (RI), else UTF-8. */
function envelope(content: string | (() => Iterable<string>), charsetName: string): SoapResponse {
  const { charset, contentType, declared, respell } = responseCharset(charsetName);
  const start =
    `<?xml version='1.0' encoding='${declared}'?>` + `<S:Envelope xmlns:S="${ENVELOPE_NAMESPACE}"><S:Body>`;
  if (typeof content !== 'string')
    return { contentType, body: new LongBody(() => between(start, content(), END, respell), charset) };
  const document = respell(start + content + END);
  return { contentType, body: charset === UTF_8 ? document : charset.encode(document) };
}

const END = '</S:Body></S:Envelope>';

function* between(
  start: string,
  pieces: Iterable<string>,
  end: string,
  respell = (piece: string): string => piece,
): Generator<string> {
  yield start;
  for (const piece of pieces) yield respell(piece);
  yield end;
}

/** The content of Body; of a long array in chunks, produced anew for each call. */
type ResultWriter = (result: unknown) => string | (() => Iterable<string>);

function resultWriter(name: OperationName, version: Version): ResultWriter {
  const { returns } = OPERATIONS[name];
  const tag = `ns2:${name}Response`;
  if (returns === null) return () => `<${tag} ${NS2}/>`;
  const write = elementWriter('return', returns, version);
  const writePieces = isArrayName(returns) ? piecesWriter('return', returns, version) : undefined;
  return (result) => {
    if (result === null || result === undefined) throw refusals.nullResult();
    if (writePieces && membersIn(result) > MOST_AT_ONCE)
      return () => between(`<${tag} ${NS2}>`, writePieces(result), `</${tag}>`);
    return `<${tag} ${NS2}>${write(result)}</${tag}>`;
  };
}

/** Longer arrays are written in chunks. */
const MOST_AT_ONCE = 128;

/** Members of an array, including those of nested arrays. */
function membersIn(list: unknown): number {
  if (typeof list !== 'object' || list === null || !(Symbol.iterator in list && 'length' in list)) return 1;
  const length = Number(list.length);
  if (length > MOST_AT_ONCE || !Array.isArray(list)) return length;
  return list.reduce((count: number, member) => count + membersIn(member), 0);
}

const writers = {
  jax2: new Map<OperationName, ResultWriter>(),
  jax3: new Map<OperationName, ResultWriter>(),
};

/**
 * Encodes the result of an operation, of the type in `Operations`. A long array is written while the response is sent:
 * it must not change until then.
 * @throws SoapFault `Method Parameter: return cannot be null...` for null where the operation has a result (RI)
 */
export function encodeResult(
  version: Version,
  operation: OperationName,
  result: unknown,
  charset: string,
): SoapResponse {
  const known = writers[version].get(operation);
  const writer = known ?? resultWriter(operation, version);
  if (known === undefined) writers[version].set(operation, writer);
  return envelope(writer(result), charset);
}

/**
 * A response without the result that it should have: an empty wrapper, or a nil `return`. The service sends neither
 * (RI).
 */
export function encodeNoReturn(operation: OperationName, nil: boolean, charset: string): SoapResponse {
  const tag = `ns2:${operation}Response`;
  return envelope(nil ? `<${tag} ${NS2}>${nilElement('return')}</${tag}>` : `<${tag} ${NS2}/>`, charset);
}

const writeBean = elementWriter('ns2:ApiException', 'faultBean', 'jax3');

/** The typed detail is for jax3 and for operations that declare it (wsdl); jax2 declares no fault. */
function detailOf(version: Version, operation: string | undefined, fault: SoapFault): string {
  if (fault.detail === undefined || version === 'jax2' || operation === undefined) return '';
  if (!isOperationName(operation) || !OPERATIONS[operation].faults) return '';
  return `<detail>${writeBean(fault.detail).replace('<ns2:ApiException', `<ns2:ApiException ${NS2}`)}</detail>`;
}

/** Encodes a fault; `operation` is the name of the operation, if known. */
export function encodeFault(
  version: Version,
  operation: string | undefined,
  fault: SoapFault,
  charset: string,
): SoapResponse {
  const content =
    `<S:Fault ${NS4}><faultcode>S:${fault.faultcode}</faultcode>` +
    `<faultstring>${escapeText(fault.message)}</faultstring>${detailOf(version, operation, fault)}</S:Fault>`;
  return envelope(content, charset);
}
