import {
  ARRAYS,
  OPERATIONS,
  type OperationName,
  SERVICE_NAMESPACE,
  STRUCTS,
  type TypeName,
} from '../../wsdl/contract.js';
import { SOAP_NAMESPACE } from './envelope.js';
import { NIL, type Written } from './write-value.js';

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

/** The plainest way to write a call. */
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
 * @param args by the names of their parts; those that are not there are left out
 */
export function writeCall(
  name: OperationName,
  args: Readonly<Record<string, Written>>,
  spelling: Spelling = PLAIN,
): string {
  const parts = OPERATIONS[name].args.map(({ part, type }) =>
    elementText(part, args[part], spelling.typed ? typeMark(type) : ''),
  );
  if (spelling.extraPart) parts.push(elementText(`arg${parts.length}`, '-1'));
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

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Only for what the schema of schemas has a name for. */
const typeMark = (type: TypeName): string =>
  Object.hasOwn(ARRAYS, type) || Object.hasOwn(STRUCTS, type)
    ? ''
    : ` xmlns:xsi="${XSI}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:${type}"`;

function elementText(name: string, value: Written | readonly Written[] | undefined, mark = ''): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((member) => elementText(name, member)).join('');
  // Members of lists are nillable: one that is left out would be another list (wsdl).
  if (value === NIL) return `<${name} xmlns:xsi="${XSI}" xsi:nil="true"/>`;
  const content =
    typeof value === 'string'
      ? escaped(value)
      : Object.entries(value)
          .map(([field, each]) => elementText(field, each))
          .join('');
  return `<${name}${mark}>${content}</${name}>`;
}

const isList = (value: Written | readonly Written[]): value is readonly Written[] => Array.isArray(value);

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
};

const escaped = (text: string): string => text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? '');
