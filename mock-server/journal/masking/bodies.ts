import { OPERATIONS, type OperationName } from '../../../wsdl/contract.js';
import {
  type Charset,
  charsetNamed,
  charsetParameter,
  detectByBytes,
  detectNamed,
} from '../../soap/index.js';
import { fromLatin1, headerIn, latin1 } from '../bytes.js';
import type { CallRecord, ExchangeRecord, PartRecord, RawBytes } from '../entry.js';
import type { CutBody } from '../kept-body.js';
import { isSecretName, MASK, type Secrets, secretParts } from './secrets.js';
import { jsonView } from './values.js';
import { maskXml, Unmaskable, type XmlSecrets } from './xml.js';

/** A body, ready to be shown. */
export interface MaskedBytes {
  readonly bytes: Uint8Array;
  readonly masked: boolean;
}

/** The refusal of a form that cannot be read (client). */
const UNREADABLE_FORM = 4;

/** Results that contain the password of a folder, by itself or in an address (wiki, client). */
const RESULTS_WITH_PASSWORDS: readonly (OperationName | undefined)[] = [
  'decodeId',
  'getFolderSharingProperties',
  'getPlaylistLink',
  'getSharedPlaylistLink',
];

/**
 * The body of a request, its passwords masked.
 * @throws Unmaskable when it may hold a password that cannot be found
 */
export function maskRequest(record: ExchangeRecord, bytes: Uint8Array, secrets: Secrets): MaskedBytes {
  // The bytes of a file are no passwords, but a field beside it may be one.
  if (record.kind === 'part') return checkedForm(record, bytes, secrets);
  refuseCut(record.raw?.requestCut);
  return record.kind === 'call' ? maskCall(record, bytes, secrets) : maskPlain(bytes, secrets);
}

/**
 * The body of a response, its passwords masked.
 * @throws Unmaskable when it may hold a password that cannot be found
 */
export function maskResponse(
  record: ExchangeRecord,
  raw: RawBytes,
  bytes: Uint8Array,
  secrets: Secrets,
): MaskedBytes {
  if (record.kind === 'call') {
    refuseCut(raw.responseCut);
    return maskResult(record, raw, bytes, secrets);
  }
  if (record.kind === 'part' && record.refusal !== undefined && secrets.isInRequest)
    throw new Unmaskable('the refusal may quote it');
  // Pages and playlists contain addresses; everything else is the bytes of a file.
  if (!/^text\/|json|mpegurl/i.test(headerIn(raw.responseHeaders, 'content-type') ?? ''))
    return { bytes, masked: false };
  refuseCut(raw.responseCut);
  return maskPlain(bytes, secrets);
}

/** A password may be where a text was cut: only bytes of files are shown without their middle. */
function refuseCut(cut: CutBody | undefined): void {
  if (cut) throw new Unmaskable('it was too long to be kept whole');
}

function checkedForm(record: PartRecord, bytes: Uint8Array, secrets: Secrets): MaskedBytes {
  const secret = record.fields.find(({ name, value }) => value && secrets.isHeldBy('field', name));
  if (secret) throw new Unmaskable(`the field ${JSON.stringify(secret.name)} is one`);
  if (record.refusal?.code === UNREADABLE_FORM || record.outcome === 'cut' || record.outcome === 'error')
    throw new Unmaskable('the form was not read to its end');
  return { bytes, masked: false };
}

/**
 * Masks the passwords among the arguments of an envelope by their position, so that short ones are masked too, and no
 * other byte. If the operation is unknown, any text may be a password: all texts are masked.
 */
function maskCall(record: CallRecord, bytes: Uint8Array, secrets: Secrets): MaskedBytes {
  const { http, operation: name } = record;
  if (bytes.length === 0) return { bytes, masked: false };
  // A masked login was a password in the wrong argument; if no argument was read, the login may be one.
  const { login } = record.arguments;
  const hidesLogin = login === undefined || login === MASK;
  const isPassword = (path: readonly string[]) =>
    isNamedPassword(path) || (path.length === 4 && isPasswordPart(path[2], path[3], hidesLogin));
  const what = { secrets, isPassword, hidesAll: name === undefined };
  return maskText(bytes, headerIn(http.headers, 'content-type'), what);
}

/** A response that cannot be read, as it was cut or corrupted, is shown if its result contains no password. */
function maskResult(
  record: CallRecord,
  { responseHeaders }: RawBytes,
  bytes: Uint8Array,
  secrets: Secrets,
): MaskedBytes {
  try {
    if (headerIn(responseHeaders, 'content-encoding') !== undefined) throw new Unmaskable('it is compressed');
    const what = { secrets, isPassword: isNamedPassword, hidesAll: false };
    return maskText(bytes, headerIn(responseHeaders, 'content-type'), what);
  } catch (error) {
    if (!(error instanceof Unmaskable) || mayReturnPassword(record, secrets)) throw error;
    if (secrets.isIn(latin1(bytes))) throw error;
    return { bytes, masked: false };
  }
}

/** Text that is not XML, such as a form or a page: masked as any other text. */
function maskPlain(bytes: Uint8Array, secrets: Secrets): MaskedBytes {
  const text = latin1(bytes);
  const shown = secrets.mask(text);
  return shown === text ? { bytes, masked: false } : { bytes: fromLatin1(shown), masked: true };
}

/** A field of a structure, or a header block of WS-Security. An operation may have such a name, too. */
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
  // May differ from the operation that was called: the service ignores a second child of Body (RI).
  return !isOperation(operation) || secretParts(operation, hidesLogin).includes(part);
}

const isOperation = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);

function mayReturnPassword({ operation: name, result, fault }: CallRecord, secrets: Secrets): boolean {
  if (RESULTS_WITH_PASSWORDS.includes(name)) return true;
  return JSON.stringify([jsonView(result, secrets), secrets.mask(fault?.text ?? '')]).includes(MASK);
}

function maskText(bytes: Uint8Array, contentType: string | undefined, what: XmlSecrets): MaskedBytes {
  const { charset, skip } = charsetOf(bytes, contentType);
  const { text, masked } = maskXml(decoded(charset, bytes.subarray(skip)), what);
  if (!masked) return { bytes, masked };
  if (charset.stream) throw new Unmaskable(`it would have to be written in ${charset.name}`);
  const content = charset.encode(text);
  const shown = new Uint8Array(skip + content.length);
  shown.set(bytes.subarray(0, skip));
  shown.set(content, skip);
  return { bytes: shown, masked };
}

/** The charset that the service would choose, and the length of the byte order mark. */
function charsetOf(bytes: Uint8Array, contentType: string | undefined): { charset: Charset; skip: number } {
  const name = charsetParameter(contentType);
  const named = name === undefined ? undefined : charsetNamed(name);
  if (name !== undefined && named === undefined) throw new Unmaskable('its charset is unknown');
  const found = named === undefined ? detectByBytes(bytes) : detectNamed(named, bytes);
  if ('problem' in found) throw new Unmaskable(found.problem);
  // Without a byte order mark it was big-endian, and must not get a mark.
  const charset = found.charset.name === 'utf-16' ? charsetNamed('utf-16be') : found.charset;
  return { charset: charset ?? found.charset, skip: found.skip };
}

function decoded(charset: Charset, bytes: Uint8Array): string {
  try {
    return charset.decode(bytes);
  } catch {
    // The error of a decoder has no further information.
    throw new Unmaskable(`its bytes are not ${charset.name}`);
  }
}
