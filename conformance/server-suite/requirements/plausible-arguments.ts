import {
  ARRAYS,
  type Argument,
  OPERATIONS,
  type OperationName,
  STRUCTS,
  type TypeName,
} from '../../../wsdl/contract.js';
import type { Own } from '../runner/probe.js';

/** Values that arguments are made of. */
export interface Matter {
  readonly fileId: bigint;
  readonly dirId: bigint;
  readonly text: string;
  readonly yes: boolean;
}

/** Arguments of an operation, besides login and password, that refer to existing files and folders. */
export function plausibleArguments<Name extends OperationName>(name: Name, matter: Matter): Own<Name> {
  const given = OPERATIONS[name].args
    .filter((arg: Argument) => arg.name !== 'login' && arg.name !== 'password')
    .map((arg: Argument) => [arg.name, argumentOf(arg.type, arg.name, matter)]);
  // The types are generated from the same table.
  return Object.fromEntries(given) as Own<Name>;
}

function argumentOf(type: TypeName, name: string, matter: Matter): unknown {
  if (isOneOf(ARRAYS, type)) return [argumentOf(ARRAYS[type], name, matter)];
  if (isOneOf(STRUCTS, type)) return structOf(type, matter);
  switch (type) {
    case 'string':
      return matter.text;
    case 'boolean':
      return matter.yes;
    case 'long':
      return idOf(name, matter);
    case 'dateTime':
      return new Date(0);
    case 'int':
    case 'float':
      return 1;
  }
}

function structOf(type: keyof typeof STRUCTS, matter: Matter): unknown {
  const fields = STRUCTS[type].map(({ name, type: of, occurs }) => {
    if (occurs === 'list') return [name, []];
    return [name, occurs === 'required' ? argumentOf(of, name, matter) : undefined];
  });
  return Object.fromEntries(fields);
}

/** Other 64-bit numbers, such as sizes, are 10. */
function idOf(name: string, { fileId, dirId }: Matter): bigint {
  if (/^(fileId|itemId)/.test(name)) return fileId;
  return /^dirId/.test(name) ? dirId : 10n;
}

const isOneOf = <Table extends object>(table: Table, type: PropertyKey): type is keyof Table =>
  Object.hasOwn(table, type);
