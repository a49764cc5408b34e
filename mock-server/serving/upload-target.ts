import { UploadRefusal } from '../world/world.js';

/** Which part of which reserved upload the bytes are. Both numbers are 64-bit. */
export interface PartTarget {
  readonly fileId: bigint;
  /** Place of the first byte in the file. */
  readonly firstByte: bigint;
}

/** Text fields of a form, or what stands for them. A value may be anything a form can be made to say. */
export type Fields = Readonly<Record<string, unknown>>;

const FILE_ID = 'resumableFileId';
const FIRST_BYTE = 'resumableFirstByte';

/** Known of the service (client), and not there yet: taking no notice of them would store something else. */
const NOT_THERE_YET = ['updateFileId', 'base64'];

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
  const firstByte = readNumber(FIRST_BYTE, fields[FIRST_BYTE] ?? query.get(FIRST_BYTE));
  if (fileId === undefined && firstByte === undefined) return undefined;
  if (fileId === undefined)
    throw new UploadRefusal(4, `${FIRST_BYTE} is there and ${FILE_ID} is not: send both, or none`);
  if (firstByte === undefined)
    throw new UploadRefusal(4, `${FILE_ID} is there and ${FIRST_BYTE} is not: send 0 for a file sent whole`);
  return { fileId, firstByte };
}

/**
 * The folder that a file sent whole goes to: `x-upload-dir` in the headers or the query (client), else the root.
 * @throws UploadRefusal 4 when it is no number
 */
export function readFolder(header: unknown, query: URLSearchParams): bigint | undefined {
  return readNumber('x-upload-dir', header ?? query.get('x-upload-dir'));
}

/** @throws UploadRefusal 4 when the query asks for something that would be done wrongly without a word */
export function refuseUnknownWays(query: URLSearchParams): void {
  for (const name of NOT_THERE_YET) {
    if (query.has(name)) throw new UploadRefusal(4, `${name} in the address is not supported yet`);
  }
}

function readNumber(name: string, value: unknown): bigint | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && /^[+-]?\d{1,19}$/.test(value)) return BigInt(value.replace('+', ''));
  const found = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : 'more than one value';
  throw new UploadRefusal(4, `${name} must be a whole number, not ${found}`);
}
