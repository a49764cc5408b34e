import { ARRAYS, STRUCTS, type TypeName } from './contract.js';

/** Namespace of the arrays of plain values (wsdl). */
export const ARRAY_NAMESPACE = 'http://jaxb.dev.java.net/array';

/** Whether a type is an array of plain values: `array.xsd` declares those. */
export const isForeign = (name: string): boolean => name === 'longArray' || name === 'stringArray';

/** A type as descriptions and schemas name it. @param plain the prefix of XML Schema's own types */
export function wireName(type: TypeName, plain: string): string {
  if (isForeign(type)) return `jaxb:${type}`;
  return type in STRUCTS || type in ARRAYS ? `tns:${type}` : `${plain}:${type}`;
}
