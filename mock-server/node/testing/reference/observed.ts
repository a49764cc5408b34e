import iconv from 'iconv-lite';
import { ARRAYS, OPERATIONS, type OperationName, STRUCTS, type TypeName } from '../../../../wsdl/contract.js';
import { charsetNamed } from '../../../soap/index.js';
import { faultString } from '../../../testing/envelopes.js';
import type { WireResponse } from './exchange.js';

/** What became of a request: the call as the operation received it, or how it was refused. */
export type Observed = { readonly start: string } & (
  | { readonly operation: string; readonly args: readonly unknown[] }
  | { readonly status: number; readonly faultcode?: string; readonly faultstring?: string }
);

/** Content-Type and XML declaration of a response to a call; empty for others. */
export function startOf(response: WireResponse): string {
  const declaration = /^\ufeff?<\?.*?\?>/.exec(textOf(response))?.[0] ?? '';
  return declaration === '' ? '' : `${response.headers.get('content-type')} ${declaration}`;
}

/** The body, in the charset of its Content-Type. */
export function textOf({ headers, body }: WireResponse): string {
  const charset = /charset=(.*)/.exec(headers.get('content-type') ?? '')?.[1] ?? 'utf-8';
  return iconv.encodingExists(charset)
    ? iconv.decode(body, charset, { stripBOM: false })
    : (charsetNamed(charset)?.decode(body) ?? '');
}

/** A refusal, in the words that both services can have in common. */
export function refusalIn(response: WireResponse): Observed {
  const { status } = response;
  const text = textOf(response);
  const code = /<faultcode>(?:\w+:)?(.*?)<\/faultcode>/.exec(text)?.[1];
  const start = startOf(response);
  if (code === undefined) return { start, status };
  return { start, status, faultcode: code, faultstring: common(faultString(text)) };
}

/** A faultstring up to where it quotes a parser: the class of the parser's exception is the last that counts. */
const common = (text: string): string =>
  text
    .replace(/(?<=java\.lang\.ClassCastException@)\w+/, '')
    .replace(
      /(com\.ctc\.wstx\.exc\.\w+\]?|javax\.xml\.stream\.XMLStreamException):? .*?(\(after the operation element; .*)?$/s,
      '$1$2',
    );

/** Arguments in one form: numbers as text, structures with all their fields, null for what is not there. */
export function canonicalCall(
  response: WireResponse,
  operation: string,
  values: readonly unknown[],
): Observed {
  const { args } = OPERATIONS[operation as OperationName];
  return {
    start: startOf(response),
    operation,
    args: args.map(({ type }, i) => canonical(values[i] ?? emptyOf(type), type)),
  };
}

/** The fake has no null: an argument that is missing or nil is empty. */
function emptyOf(type: TypeName): unknown {
  if (type === 'string') return '';
  return type in ARRAYS ? [] : {};
}

function canonical(value: unknown, type: TypeName): unknown {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && type in ARRAYS) {
    const item = ARRAYS[type as keyof typeof ARRAYS];
    return value.map((each) => canonical(each, item));
  }
  if (type in STRUCTS) {
    const fields = STRUCTS[type as keyof typeof STRUCTS];
    return Object.fromEntries(fields.map((field) => [field.name, fieldOf(value, field)]));
  }
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'boolean' || typeof value === 'string' ? value : String(value);
}

const ZEROS: Readonly<Partial<Record<TypeName, unknown>>> = { boolean: false, int: 0, long: 0, float: 0 };

function fieldOf(value: object, { name, type, occurs }: (typeof STRUCTS)['accountItem'][number]): unknown {
  const field: unknown = Reflect.get(value, name) ?? (occurs === 'required' ? ZEROS[type] : undefined);
  if (occurs !== 'list') return canonical(field, type);
  return Array.isArray(field) ? field.map((each) => canonical(each, type)) : [];
}
