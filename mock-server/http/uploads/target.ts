import { type Account, UploadRefusal, type WholeTarget, type World } from '../../world/index.js';
import { type Fields, isFileField } from '../form.js';
import type { HttpRequest } from '../request.js';
import type { RequestHeaders } from '../request-headers.js';
import type { RoutedRequest } from '../routed-request.js';

/** As the address has it. */
export const sessionKey = (query: URLSearchParams): string => query.get('sId') ?? '';

/** Whose session it is, at this moment. */
export const uploader = ({ namespace, query }: RoutedRequest): Account | undefined =>
  namespace.world.sessions.owner(sessionKey(query));

/** The content type of a form. @throws UploadRefusal when the body is none */
export function formType({ headers, hasBody }: HttpRequest): string {
  const type = headers.get('content-type') ?? '';
  if (hasBody && /^\s*multipart\/form-data\s*(?:;|$)/i.test(type)) return type;
  const isEmpty = headers.get('content-length') === '0' && headers.get('transfer-encoding') === undefined;
  if (!hasBody || isEmpty) throw new UploadRefusal(3, 'the request has no body');
  throw new UploadRefusal(4, 'the body is not multipart/form-data');
}

/** Which part of which reserved upload the bytes are. Both numbers are 64-bit. */
export interface PartTarget {
  readonly fileId: bigint;
  /** Place of the first byte in the file. */
  readonly firstByte: bigint;
}

const FILE_ID = 'resumableFileId';
const FIRST_BYTE = 'resumableFirstByte';

/** Whether the fields alone name the part: what follows behind the file cannot change it any more. */
export const namesPart = (fields: Fields): boolean =>
  fields[FILE_ID] !== undefined && fields[FIRST_BYTE] !== undefined;

/**
 * What the fields and the query of the address say about the target; a field outweighs the query (assumption).
 * Undefined when neither speaks of a reserved upload: then the file is sent whole (client).
 * @throws UploadRefusal 4 when only one of the two numbers is there, or something else than a number
 */
export function readPartTarget(fields: Fields, query: URLSearchParams): PartTarget | undefined {
  const fileId = readNumber(FILE_ID, fields[FILE_ID] ?? query.get(FILE_ID));
  if (fileId !== undefined && query.has('updateFileId'))
    throw new UploadRefusal(4, `updateFileId is for files sent whole, and ${FILE_ID} names a part`);
  const firstByte = readNumber(FIRST_BYTE, fields[FIRST_BYTE] ?? query.get(FIRST_BYTE));
  if (fileId === undefined && firstByte === undefined) return undefined;
  if (fileId === undefined)
    throw new UploadRefusal(4, `${FIRST_BYTE} is there and ${FILE_ID} is not: send both, or none`);
  if (firstByte === undefined)
    throw new UploadRefusal(4, `${FILE_ID} is there and ${FIRST_BYTE} is not: send 0 for a file sent whole`);
  return { fileId, firstByte };
}

/**
 * Where a file goes that is sent whole: to the folder in `x-upload-dir`, of the headers or the query, else to the root; or
 * in place of the bytes of the file in `updateFileId`, which has its own name then unless `keepName=true` (client; what
 * keepName does: assumption).
 * @throws UploadRefusal 4 when the folder is neither an id nor a code, or the file no id
 */
export function readWholeTarget(
  header: string | undefined,
  query: URLSearchParams,
  links: FolderCodes,
): Omit<WholeTarget, 'name'> {
  const updates = readNumber('updateFileId', query.get('updateFileId'));
  const dirId = readFolder(header ?? query.get('x-upload-dir'), links);
  return updates === undefined ? { dirId } : { updates, keepsName: query.get('keepName') === 'true' };
}

/** Finds what has a code in addresses. */
type FolderCodes = Pick<World['links'], 'byCode'>;

/** client: the id of a folder, or the code in its addresses. Digits are taken for an id unless they are a folder's code (assumption). */
function readFolder(value: string | null, links: FolderCodes): bigint | undefined {
  if (value === null) return undefined;
  const coded = /^[\w-]{8,10}$/.test(value) ? links.byCode(value) : undefined;
  return coded?.kind === 'folder' ? coded.id : readNumber('x-upload-dir', value);
}

/** client: the flag of an older web client, whose bytes come as base64. Which values say no: assumption. */
export const isBase64 = (query: URLSearchParams): boolean =>
  !['', '0', 'false'].includes(query.get('base64') ?? '');

function readNumber(name: string, value: unknown): bigint | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && /^[+-]?\d{1,19}$/.test(value)) return BigInt(value.replace('+', ''));
  const found = typeof value === 'string' ? shown(value) : 'more than one value';
  throw new UploadRefusal(4, `${name} must be a whole number, not ${found}`);
}

/** What is no number may be a password in the wrong field, which goes to the log. */
const shown = (value: string): string =>
  /^[\d+\-.,eE_ ]{0,40}$/.test(value) ? JSON.stringify(value) : `a text of ${value.length} characters`;

/** Why a form that was read to its end has no file. */
export function missingFile(fields: Fields): UploadRefusal {
  const [field, text] = Object.entries(fields).find(([name]) => isFileField(name)) ?? [];
  if (field === undefined) return new UploadRefusal(3, 'the form has no file named FilePart');
  // What curl of PHP 5 took for the name of a file, PHP 7 and later send as it is.
  if (typeof text === 'string' && text.startsWith('@'))
    return new UploadRefusal(
      3,
      `${field} came as a text that begins with @: in PHP, use CURLFile for the file`,
    );
  return new UploadRefusal(3, `${field} came as a text field: it needs a file name`);
}

/** The name of a raw body's file. @throws UploadRefusal 4 */
export function readFileName(headers: RequestHeaders): string {
  const encoded = headers.get('x-file-name');
  if (encoded === undefined || encoded === '') {
    throw new UploadRefusal(4, 'neither resumableFileId in the address nor x-file-name in the headers');
  }
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new UploadRefusal(4, `x-file-name is not URI encoded: ${JSON.stringify(encoded.slice(0, 80))}`);
  }
}
