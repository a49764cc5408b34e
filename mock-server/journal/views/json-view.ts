import type { Json } from '../journal-entry.js';
import { isSecretName, MASK } from '../masking/secret-names.js';
import type { Secrets } from '../masking/secrets.js';

/** Calls `found` with every text in a value that stands where a password does. */
export function forEachPassword(value: unknown, found: (password: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (isList(value)) {
    for (const member of value) forEachPassword(member, found);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') forEachPassword(inner, found);
    else if (isSecretPlace(value, name)) found(inner);
  }
}

/** Arrays, and long results, whose members are made when they are gone through. */
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
    const masks = typeof inner === 'string' && inner !== '' && isSecretPlace(value, name);
    shown.push([name, masks ? MASK : jsonView(inner, secrets)]);
  }
  return Object.fromEntries(shown);
}

/** A field that is named as a password, or the value of a setting that is one. */
function isSecretPlace(holder: object, name: string): boolean {
  return isSecretName(name) || (name === 'value' && isPasswordSetting(holder));
}

function isPasswordSetting(holder: object): boolean {
  return ['type', 'name'].some((key) => {
    const text: unknown = Reflect.get(holder, key);
    return typeof text === 'string' && isSecretName(text);
  });
}
