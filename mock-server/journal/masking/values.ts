import type { ExchangeRecord, Json } from '../entry.js';
import { isSecretName, MASK, Secrets } from './secrets.js';

const NONE = new Secrets();

/** The passwords of a record: those among the arguments and in the result of a call, and their places in an upload. */
export function secretsOf(record: ExchangeRecord): Secrets {
  if (record.kind === 'download') return NONE;
  if (record.kind === 'part') return new Secrets([], undefined, record.secrets);
  return new Secrets([...passwordsIn(record.arguments), ...passwordsIn(record.result)], record.account);
}

function* passwordsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (isList(value)) {
    for (const member of value) yield* passwordsIn(member);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') yield* passwordsIn(inner);
    else if (isSecretField(value, name)) yield inner;
  }
}

/** Arrays, and long results, whose members are made on iteration. */
const isList = (value: object): value is Iterable<unknown> => Symbol.iterator in value;

/** A value of the contract as JSON, with its passwords masked. An empty password is shown: it hides nothing. */
export function jsonView(value: unknown, secrets: Secrets): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return secrets.mask(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'object' && isList(value)) return Array.from(value, (item) => jsonView(item, secrets));
  return objectView(value, secrets);
}

/** The same for a structure or the arguments of a call. */
export function objectView(value: object, secrets: Secrets): { [name: string]: Json } {
  const shown: [string, Json][] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const masks = typeof inner === 'string' && inner !== '' && isSecretField(value, name);
    shown.push([name, masks ? MASK : jsonView(inner, secrets)]);
  }
  return Object.fromEntries(shown);
}

/** A field named as a password, or the value of a setting that is one. */
const isSecretField = (holder: object, name: string): boolean =>
  isSecretName(name) ||
  (name === 'value' &&
    ['type', 'name'].some((key) => {
      const text: unknown = Reflect.get(holder, key);
      return typeof text === 'string' && isSecretName(text);
    }));
