import {
  ARRAYS,
  type ArrayName,
  type Field,
  OPERATIONS,
  type OperationName,
  type PrimitiveName,
  STRUCTS,
  type StructName,
  type TypeName,
  type Version,
} from '../../wsdl/contract.js';

/** Whether a type of the contract is an array. */
export function isArrayName(type: TypeName): type is ArrayName {
  return Object.hasOwn(ARRAYS, type);
}

/** Whether a type of the contract is one of XML Schema. */
export function isPrimitiveName(type: TypeName): type is PrimitiveName {
  return !isArrayName(type) && !isStructName(type);
}

/** Whether a type of the contract is a structure. */
export function isStructName(type: TypeName): type is StructName {
  return Object.hasOwn(STRUCTS, type);
}

/** Whether an operation of any version has this name. Safe for names like `constructor`. */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}

/** The fields of a structure in one version, in wire order. */
export function fieldsOf(type: StructName, version: Version): readonly Field[] {
  return STRUCTS[type].filter(({ since }) => since === 'jax2' || version === 'jax3');
}
