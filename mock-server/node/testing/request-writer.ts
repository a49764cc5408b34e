import {
  ARRAYS,
  type ArrayName,
  OPERATIONS,
  type OperationName,
  type Operations,
  STRUCTS,
  type StructName,
  type TypeName,
} from '../../../wsdl/contract.js';
import { xmlText } from '../../testing/envelopes.js';

/** The arguments of a call as plain XML. */
export function partsOf<Name extends OperationName>(name: Name, args: Operations[Name]['args']): string {
  return OPERATIONS[name].args
    .map(({ part, name: arg, type }) => element(part, type, Reflect.get(args, arg)))
    .join('');
}

function element(name: string, type: TypeName, value: unknown): string {
  if (value === undefined) return '';
  if (value === null) return `<${name} xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>`;
  return `<${name}>${content(type, value)}</${name}>`;
}

function content(type: TypeName, value: unknown): string {
  if (typeof value !== 'object' || value === null) return xmlText(String(value));
  if (Array.isArray(value)) {
    const itemType = ARRAYS[type as ArrayName];
    return value.map((item) => element('item', itemType, item)).join('');
  }
  return STRUCTS[type as StructName]
    .map(({ name, type: inner, occurs }) => {
      const field: unknown = Reflect.get(value, name);
      return occurs === 'list' && Array.isArray(field)
        ? field.map((item) => element(name, inner, item)).join('')
        : element(name, inner, field);
    })
    .join('');
}
