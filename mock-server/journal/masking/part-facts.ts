import { loginKey, readPassword } from '../../world/index.js';
import type { FormField, HttpFacts, PartRecord, SecretPlace } from '../entry.js';
import { asLatin1, isDistinctive, percentDecoded } from './secrets.js';

/** Login and password of the account that the session key belongs to. An upload request should have neither. */
export interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** An upload request. */
export interface SentForm {
  readonly http: HttpFacts;
  /** With complete values. */
  readonly fields: readonly FormField[];
}

/** A value, and where it was sent. */
interface Sent {
  readonly where: SecretPlace['where'];
  readonly name: string;
  readonly value: string;
}

const VALUE_LENGTH = 200;

/**
 * The fields of an upload form as the journal keeps them, and where the request contained the account's login or
 * password: sending them to the upload address is a mistake (howto: a session key takes their place). Call it when the
 * exchange is recorded: then the journal needs no password, and none that may have changed since.
 * @param who undefined if the account is unknown
 */
export function partFacts(
  { http, fields }: SentForm,
  who: Credentials | undefined,
): Pick<PartRecord, 'fields' | 'secrets'> {
  return {
    fields: fields.map(({ name, value }) => ({ name: cut(name), value: value && cut(value) })),
    secrets: who === undefined ? [] : placesOf(who, [...inHttp(http), ...inFields(fields)]),
  };
}

const cut = (text: string): string => text.slice(0, VALUE_LENGTH);

function placesOf(who: Credentials, sent: readonly Sent[]): SecretPlace[] {
  const isLogin = (value: string): boolean => who.login !== '' && loginKey(value) === loginKey(who.login);
  return sent.flatMap(({ where, name, value }) => {
    const spellings = [value, percentDecoded(value)];
    const holds: SecretPlace['holds'][] = [];
    if (spellings.some(isLogin)) holds.push('login');
    if (spellings.some((text) => holdsPassword(text, who.password))) holds.push('password');
    return holds.map((holds) => ({ where, name: cut(name), holds }));
  });
}

function holdsPassword(value: string, password: string): boolean {
  if (password === '') return false;
  const spellings = [password, asLatin1(password)];
  if (spellings.includes(value) || spellings.includes(readPassword(value).password)) return true;
  return isDistinctive(password) && spellings.some((text) => value.includes(text));
}

function inHttp({ target, headers }: HttpFacts): Sent[] {
  const sent: Sent[] = [];
  const query = target.indexOf('?');
  if (query >= 0) {
    for (const [name, value] of new URLSearchParams(target.slice(query))) {
      sent.push({ where: 'query', name, value });
    }
  }
  for (let index = 0; index + 1 < headers.length; index += 2) {
    sent.push(...inHeader((headers[index] ?? '').toLowerCase(), headers[index + 1] ?? ''));
  }
  return sent;
}

function inHeader(name: string, value: string): Sent[] {
  if (name === 'cookie') return inCookies(value);
  const basic = /authorization$/.test(name) ? /^basic +([\w+/=]+)$/i.exec(value.trim())?.[1] : undefined;
  const values = basic === undefined ? [value] : basicValues(basic);
  return values.map((value) => ({ where: 'header', name, value }));
}

function inCookies(header: string): Sent[] {
  return header.split(';').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { where: 'cookie', name: name.trim(), value: value.join('=').trim() };
  });
}

/** RFC 7617: login and password in Base64, separated by a colon. */
function basicValues(base64: string): string[] {
  try {
    const text = atob(base64);
    const colon = text.indexOf(':');
    return colon < 0 ? [text] : [text.slice(0, colon), text.slice(colon + 1)];
  } catch {
    // Not Base64, so no login and password.
    return [base64];
  }
}

function inFields(fields: readonly FormField[]): Sent[] {
  return fields.flatMap(({ name, value }) => (value === undefined ? [] : [{ where: 'field', name, value }]));
}
