import { type Account, UploadRefusal, type WholeTarget, type World } from '../../world/index.js';
import { type Fields, isFileField } from '../form.js';
import type { HttpRequest, RequestHeaders } from '../request.js';
import type { RoutedRequest } from '../routed-request.js';

/** The session key in the address. */
export const sessionKey = (query: URLSearchParams): string => query.get('sId') ?? '';

/** The current owner of the session. */
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

/** A part of a reserved upload. Both numbers are 64-bit. */
export interface PartTarget {
  readonly fileId: bigint;
  /** Offset of its first byte in the file. */
  readonly firstByte: bigint;
}

const FILE_ID = 'resumableFileId';
const FIRST_BYTE = 'resumableFirstByte';

/** Whether the fields alone name the part: fields after the file cannot change it. */
export const namesPart = (fields: Fields): boolean =>
  fields[FILE_ID] !== undefined && fields[FIRST_BYTE] !== undefined;

/**
 * The part that fields and query name; a field outweighs the query (assumption). Undefined if neither names a reserved
 * upload: then the file is sent whole (client).
 * @throws UploadRefusal 4 when one of the two numbers is missing, or is not a number
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
 * The destination of a file sent whole: the folder in `x-upload-dir` (header or query), else the root; or, with
 * `updateFileId`, the file whose bytes it replaces, which gets the new name unless `keepName=true` (client; the effect
 * of keepName: assumption).
 * @throws UploadRefusal 4 when the folder is neither an id nor a code, or the file is no id
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

/** Finds files and folders by the code in their addresses. */
type FolderCodes = Pick<World['links'], 'byCode'>;

/**
 * client: the id of a folder, or the code in its addresses. Digits are an id unless a folder has that code
 * (assumption).
 */
function readFolder(value: string | null, links: FolderCodes): bigint | undefined {
  if (value === null) return undefined;
  const coded = /^[\w-]{8,10}$/.test(value) ? links.byCode(value) : undefined;
  return coded?.kind === 'folder' ? coded.id : readNumber('x-upload-dir', value);
}

/** client: a flag of an older web client, which sends Base64. Which values mean no: assumption. */
export const isBase64 = (query: URLSearchParams): boolean =>
  !['', '0', 'false'].includes(query.get('base64') ?? '');

function readNumber(name: string, value: unknown): bigint | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && /^[+-]?\d{1,19}$/.test(value)) return BigInt(value.replace('+', ''));
  const found = typeof value === 'string' ? shown(value) : 'more than one value';
  throw new UploadRefusal(4, `${name} must be a whole number, not ${found}`);
}

/** A value that is no number may be a password in the wrong field, and the text goes to the log. */
const shown = (value: string): string =>
  /^[\d+\-.,eE_ ]{0,40}$/.test(value) ? JSON.stringify(value) : `a text of ${value.length} characters`;

/** Why a complete form has no file. */
export function missingFile(fields: Fields): UploadRefusal {
  const [field, text] = Object.entries(fields).find(([name]) => isFileField(name)) ?? [];
  if (field === undefined) return new UploadRefusal(3, 'the form has no file named FilePart');
  // curl of PHP 5 took this for a file name; PHP 7 and later send it as text.
  if (typeof text === 'string' && text.startsWith('@'))
    return new UploadRefusal(
      3,
      `${field} came as a text that begins with @: in PHP, use CURLFile for the file`,
    );
  return new UploadRefusal(3, `${field} came as a text field: it needs a file name`);
}

/** The file name of a raw body. @throws UploadRefusal 4 */
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
