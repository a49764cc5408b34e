import fc from 'fast-check';
import { expect } from 'vitest';
import {
  ARRAYS,
  type ArrayName,
  OPERATIONS,
  type OperationName,
  type Operations,
  STRUCTS,
  type StructName,
  type TypeName,
  type Version,
} from '../../../../wsdl/contract.js';
import type { ModelAccount } from './nodes.js';
import { type Ask, asker, type Reply, type Service } from './service.js';

/** What the model expects of a call. */
export type Expected<Name extends OperationName> =
  /** This result; of a structure, the fields that are named. */
  | { readonly returns: unknown }
  | { readonly faults: string | RegExp }
  /** A result that the model cannot know: it is checked, and learned from. */
  | { readonly answers: (result: Operations[Name]['result'], ask: Ask, service: Service) => unknown };

export const returns = (result: unknown) => ({ returns: result });
export const faults = (text: string | RegExp) => ({ faults: text });

/** @throws Error when the reply is not the one expected */
export async function judge<Name extends OperationName>(
  name: Name,
  service: Service,
  me: ModelAccount,
  expected: Expected<Name>,
  reply: Reply,
): Promise<void> {
  if ('faults' in expected) {
    if ('result' in reply) throw new Error(`${name} answers ${fc.stringify(reply.result)} without a fault`);
    expect(reply.fault, name).toMatch(expected.faults);
  } else if ('fault' in reply) throw new Error(`${name} faults: ${reply.fault}`);
  else if ('returns' in expected) expectResult(name, service.version, expected.returns, reply.result);
  // The result comes from the operation of this name.
  else await expected.answers(reply.result as Operations[Name]['result'], asker(service, me), service);
}

/** @throws Error when a result is not the one expected; of a structure, only the fields that are named are */
export function expectResult(
  name: OperationName,
  version: Version,
  expected: unknown,
  actual: unknown,
): void {
  const { returns: type } = OPERATIONS[name];
  const wanted = type === null ? undefined : inVersion(type, expected, version);
  // An assertion of vitest takes a hundred times as long; it only has to tell what differs.
  if (!agrees(wanted, actual)) expect({ [name]: actual }).toMatchObject({ [name]: wanted });
}

function agrees(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return expected === actual;
  if (expected instanceof Date) return actual instanceof Date && +expected === +actual;
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(expected) && expected.length !== Reflect.get(actual, 'length')) return false;
  return Object.entries(expected).every(([key, value]) => agrees(value, Reflect.get(actual, key)));
}

/** A value of a type as this version of the service shows it: without the fields that came later. */
function inVersion(type: TypeName, value: unknown, version: Version): unknown {
  if (version === 'jax3' || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    // Only an array type has an array.
    return value.map((item) => inVersion(ARRAYS[type as ArrayName], item, version));
  }
  const fields = STRUCTS[type as StructName] ?? [];
  const known = fields.filter(({ name, since }) => since === 'jax2' && name in value);
  return Object.fromEntries(known.map(({ name }) => [name, Reflect.get(value, name)]));
}
