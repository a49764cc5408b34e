import fc from 'fast-check';
import {
  OPERATIONS,
  type OperationName,
  STRUCTS,
  type TypeName,
  type Version,
} from '../../../../wsdl/contract.js';
import { encodeResult, LongBody } from '../../../soap/index.js';
import { anyOf, anyText, asXmlHolds } from '../../../soap/testing/values.js';
import type { WireRequest, WireResponse } from './exchange.js';
import { bytesIn, envelopeOf } from './requests.js';

/** A result of an operation, and the request for it. */
export interface WireResult {
  readonly version: Version;
  readonly operation: OperationName;
  /** Of the type of the operation. */
  readonly value: unknown;
  /** The charset that the request names. */
  readonly label: string;
}

/** Texts by the charset of the response, without the characters that are a deviation in it. */
const TEXTS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'utf-8': anyText,
  utf8: anyText,
  'utf-16': anyText,
  'utf-16le': anyText,
  'iso-8859-1': anyText,
  'us-ascii': anyText,
  // The service has a separate writer for ISO-8859-1, which it does not use for this name.
  Latin1: anyText.map((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '')),
  'windows-1251': anyText.map((text) => text.replace(/[\u{a0}-\u{ff}\u{10000}-\u{10ffff}]/gu, '')),
  gbk: anyText.map((text) => text.replace(/[\u{a0}-\u{ff}\u{10000}-\u{10ffff}]/gu, '')),
  cp500: anyText.map((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '')),
};

const version = fc.constantFrom<Version>('jax3', 'jax2');
const label = fc.oneof(
  { weight: 3, arbitrary: fc.constant('utf-8') },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(TEXTS)) },
);

/** Any result of any operation. */
export const results: fc.Arbitrary<WireResult> = fc
  .record({ version, label, operation: fc.constantFrom(...(Object.keys(OPERATIONS) as OperationName[])) })
  .filter((chosen) => chosen.version === 'jax3' || OPERATIONS[chosen.operation].since === 'jax2')
  .chain((chosen) => {
    const { returns } = OPERATIONS[chosen.operation];
    const texts = (TEXTS[chosen.label] ?? anyText).map(asXmlHolds);
    const value = returns === null ? fc.constant(undefined) : anyOf(returns, texts);
    return value.map((each) => ({ ...chosen, value: comparable(each) }));
  });

const FLOATS = new Set(
  Object.values(STRUCTS).flatMap((fields) =>
    fields.flatMap(({ name, type }) => (type === 'float' ? [name] : [])),
  ),
);

/** Without the floats and dates that are a deviation. */
function comparable(value: unknown, field = ''): unknown {
  if (value instanceof Date) return value.getUTCFullYear() < 1 ? new Date(0) : value;
  if (FLOATS.has(field)) return Math.fround((Math.abs(Number(value)) % 9_999) + 0.001);
  if (Array.isArray(value)) return value.map((member) => comparable(member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, comparable(member, key)]));
}

/** Arguments that no operation refuses to read. */
const ARGUMENTS: Readonly<Partial<Record<TypeName, string>>> = { int: '1', long: '1', boolean: 'true' };

/** A request that the reference implementation answers with the result. */
export function requestFor({ version: path, operation, value, label: charset }: WireResult): WireRequest {
  const parts = OPERATIONS[operation].args.map(
    ({ part, type }) => `<${part}>${ARGUMENTS[type] ?? ''}</${part}>`,
  );
  const wanted = Buffer.from(JSON.stringify(value ?? null, plain)).toString('base64');
  return {
    method: 'POST',
    target: `/${path}/DesktopApp`,
    headers: [`Content-Type: text/xml; charset=${charset}`, `X-Result: ${wanted}`],
    body: bytesIn(charset, envelopeOf(operation, parts.join(''))),
  };
}

/** Numbers as texts, as JSON would lose digits. `JSON.stringify` has made texts of dates. */
const plain = (_: string, value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;

/** A response as it is compared: Content-Type, and the bytes as a text that can be read. */
export function comparedResponse({ status, headers, body }: WireResponse): readonly unknown[] {
  return [status, headers.get('content-type'), body.toString('latin1')];
}

/** The response of this server. */
export function ownResponse({
  version: own,
  operation,
  value,
  label: charset,
}: WireResult): readonly unknown[] {
  const { contentType, body } = encodeResult(own, operation, value, charset);
  const bytes = body instanceof LongBody ? Buffer.concat([...body]) : Buffer.from(body);
  return [200, contentType, bytes.toString('latin1')];
}
