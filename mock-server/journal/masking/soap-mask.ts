import { OPERATIONS, type OperationName } from '../../../wsdl/contract.js';
import { type Charset, charsetNamed } from '../../soap/charset.js';
import { detectByBytes, detectNamed } from '../../soap/charset-detection.js';
import { charsetParameter } from '../../soap/content-type.js';
import { fromLatin1, latin1 } from '../bytes.js';
import type { CallRecord, RawBytes } from '../entry.js';
import { headerIn } from '../headers.js';
import { jsonView } from '../views/json-view.js';
import { isSecretName, MASK, secretParts } from './secret-names.js';
import type { Secrets } from './secrets.js';
import { maskXml, Unmaskable, type XmlSecrets } from './xml-mask.js';

/** Bytes to be shown. */
export interface MaskedBytes {
  readonly bytes: Uint8Array;
  readonly masked: boolean;
}

/** Results that have a password in them (wiki, client): of a folder, by itself or in an address. */
const ANSWERS_WITH_PASSWORDS: readonly (OperationName | undefined)[] = [
  'decodeId',
  'getFolderSharingProperties',
  'getPlaylistLink',
  'getSharedPlaylistLink',
];

/**
 * An envelope with the passwords among its arguments masked by their place, so that short ones are masked, too, and no
 * byte besides. What is no call of a known function may be anything: it loses all of its texts.
 * @throws Unmaskable when it cannot be read
 */
export function maskRequest(record: CallRecord, bytes: Uint8Array, secrets: Secrets): MaskedBytes {
  const { http, function: name } = record;
  if (bytes.length === 0) return { bytes, masked: false };
  // A login that is not shown took the place of the password; of arguments that were not read it is not known.
  const { login } = record.arguments;
  const hidesLogin = login === undefined || login === MASK;
  const isPassword = (path: readonly string[]) =>
    isNamedPassword(path) || (path.length === 4 && isPasswordPart(path[2], path[3], hidesLogin));
  return maskText(bytes, headerIn(http.headers, 'content-type'), {
    secrets,
    isPassword,
    hidesAll: name === undefined,
  });
}

/**
 * A reply with the passwords in it masked. One that cannot be read, as it was cut or corrupted, is shown as it is when
 * it answers with none.
 * @throws Unmaskable
 */
export function maskReply(
  record: CallRecord,
  { replyHeaders }: RawBytes,
  bytes: Uint8Array,
  secrets: Secrets,
): MaskedBytes {
  try {
    if (headerIn(replyHeaders, 'content-encoding') !== undefined) throw new Unmaskable('it is compressed');
    const what = { secrets, isPassword: isNamedPassword, hidesAll: false };
    return maskText(bytes, headerIn(replyHeaders, 'content-type'), what);
  } catch (error) {
    if (!(error instanceof Unmaskable) || mayAnswerPassword(record, secrets)) throw error;
    if (secrets.isIn(latin1(bytes))) throw error;
    return { bytes, masked: false };
  }
}

/** Text that is no XML, such as a form or a page: only what is masked in any text, too. */
export function maskPlain(bytes: Uint8Array, secrets: Secrets): MaskedBytes {
  const text = latin1(bytes);
  const shown = secrets.mask(text);
  return shown === text ? { bytes, masked: false } : { bytes: fromLatin1(shown), masked: true };
}

/** A structure's field, or a header block of WS-Security. A function may have such a name, too. */
function isNamedPassword(path: readonly string[]): boolean {
  const isOperation = path.length === 3 && path[1] === 'Body';
  return !isOperation && isSecretName(path.at(-1) ?? '');
}

function isPasswordPart(
  operation: string | undefined,
  part: string | undefined,
  hidesLogin: boolean,
): boolean {
  if (operation === undefined || part === undefined) return false;
  // What it calls may differ from what was called: a second child of Body is ignored by the service (RI).
  return !isOperation(operation) || secretParts(operation, hidesLogin).includes(part);
}

const isOperation = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);

function mayAnswerPassword({ function: name, result, fault }: CallRecord, secrets: Secrets): boolean {
  if (ANSWERS_WITH_PASSWORDS.includes(name)) return true;
  return JSON.stringify([jsonView(result, secrets), secrets.mask(fault?.text ?? '')]).includes(MASK);
}

function maskText(bytes: Uint8Array, contentType: string | undefined, what: XmlSecrets): MaskedBytes {
  const { charset, skip } = charsetOf(bytes, contentType);
  const { text, masked } = maskXml(decoded(charset, bytes.subarray(skip)), what);
  if (!masked) return { bytes, masked };
  const content = charset.encode(text);
  const shown = new Uint8Array(skip + content.length);
  shown.set(bytes.subarray(0, skip));
  shown.set(content, skip);
  return { bytes: shown, masked };
}

/** As the service finds it. */
function charsetOf(bytes: Uint8Array, contentType: string | undefined): { charset: Charset; skip: number } {
  const name = charsetParameter(contentType);
  const named = name === undefined ? undefined : charsetNamed(name);
  if (name !== undefined && named === undefined) throw new Unmaskable('its charset is not known');
  const found = named === undefined ? detectByBytes(bytes) : detectNamed(named, bytes);
  if ('problem' in found) throw new Unmaskable(found.problem);
  // Without a mark of its own it was big-endian, and must not get one.
  const charset = found.charset.name === 'utf-16' ? charsetNamed('utf-16be') : found.charset;
  return { charset: charset ?? found.charset, skip: found.skip };
}

function decoded(charset: Charset, bytes: Uint8Array): string {
  try {
    return charset.decode(bytes);
  } catch {
    // Decoders throw on foreign bytes and say no more than that.
    throw new Unmaskable(`its bytes are not ${charset.name}`);
  }
}
