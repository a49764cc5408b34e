import {
  ARRAYS,
  OPERATIONS,
  type OperationName,
  SERVICE_NAMESPACE,
  STRUCTS,
  type TypeName,
  type Version,
} from '../../wsdl/contract.js';
import { SOAP_NAMESPACE } from './read-reply.js';

/** How a call is spelt, where the description leaves a choice. */
export interface Spelling {
  readonly envelopePrefix: string;
  readonly servicePrefix: string;
  /** Between elements. */
  readonly blank: string;
  /** Parts from the last to the first. */
  readonly reversed: boolean;
  /** A part that the operation does not have, behind the others. */
  readonly extraPart: boolean;
  /** `xsi:type` on each part, as some toolkits write it. */
  readonly typed: boolean;
}

export const PLAIN: Spelling = {
  envelopePrefix: 'soapenv',
  servicePrefix: 'api',
  blank: '',
  reversed: false,
  extraPart: false,
  typed: false,
};

/**
 * The envelope of a call.
 * @param args by the names of the contract
 */
export function writeCall(
  name: OperationName,
  args: Readonly<Record<string, unknown>>,
  version: Version,
  spelling: Spelling = PLAIN,
): string {
  const parts = OPERATIONS[name].args.map(({ part, name: given, type }) =>
    elementText(part, args[given], type, version, spelling.typed ? typeMark(type) : ''),
  );
  if (spelling.extraPart) parts.push(elementText(`arg${parts.length}`, -1n, 'long', version));
  return writeEnvelope(name, spelling.reversed ? parts.reverse() : parts, spelling);
}

/** An envelope around parts that are written already. */
export function writeEnvelope(wrapper: string, parts: readonly string[], spelling: Spelling = PLAIN): string {
  const { envelopePrefix: soap, servicePrefix: api, blank } = spelling;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${soap}:Envelope xmlns:${soap}="${SOAP_NAMESPACE}">`,
    `<${soap}:Body>`,
    `<${api}:${wrapper} xmlns:${api}="${SERVICE_NAMESPACE}">`,
    ...parts,
    `</${api}:${wrapper}>`,
    `</${soap}:Body>`,
    `</${soap}:Envelope>`,
  ].join(blank);
}

/** Only for what the schema of schemas has a name for. */
const typeMark = (type: TypeName): string =>
  Object.hasOwn(ARRAYS, type) || Object.hasOwn(STRUCTS, type)
    ? ''
    : ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:${type}"`;

function elementText(name: string, value: unknown, type: TypeName, version: Version, mark = ''): string {
  if (value === undefined || value === null) return '';
  return `<${name}${mark}>${contentText(value, type, version)}</${name}>`;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Members of lists are nillable: one that is left out would be another list (wsdl). */
const memberText = (name: string, value: unknown, type: TypeName, version: Version): string =>
  value === null ? `<${name} xmlns:xsi="${XSI}" xsi:nil="true"/>` : elementText(name, value, type, version);

function contentText(value: unknown, type: TypeName, version: Version): string {
  if (Object.hasOwn(ARRAYS, type)) {
    const member = ARRAYS[type as keyof typeof ARRAYS];
    return (value as readonly unknown[]).map((each) => memberText('item', each, member, version)).join('');
  }
  if (Object.hasOwn(STRUCTS, type)) return structText(value as object, type as keyof typeof STRUCTS, version);
  return escaped(value instanceof Date ? value.toISOString() : String(value));
}

function structText(value: object, type: keyof typeof STRUCTS, version: Version): string {
  const values = value as Readonly<Record<string, unknown>>;
  return STRUCTS[type]
    .filter(({ since }) => since === 'jax2' || version === 'jax3')
    .flatMap(({ name, type: of, occurs }) => {
      if (occurs !== 'list') return [elementText(name, values[name], of, version)];
      return (values[name] as readonly unknown[]).map((each) => memberText(name, each, of, version));
    })
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
};

const escaped = (text: string): string => text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? '');
