import type { HttpFacts, SecretPlace } from '../entry.js';
import type { NameAndValue } from '../journal-entry.js';
import { isSecretName, MASK } from '../masking/secret-names.js';
import type { Secrets } from '../masking/secrets.js';

/** Which names hold a password in this request, besides those that say so themselves. */
export interface KnownPlaces {
  readonly secrets: Secrets;
  readonly places: readonly SecretPlace[];
}

/** Header names and values in pairs, passwords masked. */
export function headersView(headers: readonly string[], known: KnownPlaces): NameAndValue[] {
  const shown: NameAndValue[] = [];
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index] ?? '';
    shown.push({ name, value: valueView('header', name, headers[index + 1] ?? '', known) });
  }
  return shown;
}

/** The target of the request line, passwords in its path and its query masked. */
export function targetView({ target }: HttpFacts, known: KnownPlaces): string {
  const start = target.indexOf('?');
  if (start < 0) return known.secrets.mask(target);
  const query = target.slice(start + 1).replace(/[^&]+/g, (pair) => {
    const equals = pair.indexOf('=');
    if (equals < 0) return pair;
    const name = decodedName(pair.slice(0, equals));
    return holdsPassword('query', name, known.places) ? `${pair.slice(0, equals)}=${MASK}` : pair;
  });
  return known.secrets.mask(`${target.slice(0, start)}?${query}`);
}

/** The value of a header or a form field, masked if it is a password or has one in it. */
export function valueView(
  where: SecretPlace['where'],
  name: string,
  value: string,
  { secrets, places }: KnownPlaces,
): string {
  if (value === '') return value;
  return holdsPassword(where, name, places) ? MASK : secrets.mask(value);
}

export function holdsPassword(
  where: SecretPlace['where'],
  name: string,
  places: readonly SecretPlace[],
): boolean {
  const spelled = where === 'header' ? name.toLowerCase() : name;
  return (
    isSecretName(name) ||
    places.some((place) => place.holds === 'password' && place.where === where && place.name === spelled)
  );
}

/** Whether the password of the account is anywhere in the request. */
export const hasPassword = (places: readonly SecretPlace[]): boolean =>
  places.some(({ holds }) => holds === 'password');

const decodedName = (encoded: string): string => [...new URLSearchParams(`${encoded}=`).keys()][0] ?? '';
