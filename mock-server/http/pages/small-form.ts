import { joined, latin1 } from '../../journal/index.js';
import { passed } from '../compression.js';
import { BadRequest } from '../error-response.js';
import type { HttpRequest } from '../request.js';

/** Bytes of a form with a password. */
const LIMIT = 4096;

const TYPE = /^\s*application\/x-www-form-urlencoded\s*(?:;(.*))?$/is;

/**
 * Reads a form as browsers send it; undefined for any other body.
 * @throws BadRequest when it is too large, compressed in an unknown way, or in another charset than UTF-8 and Latin-1
 */
export async function readSmallForm(request: HttpRequest): Promise<URLSearchParams | undefined> {
  const type = TYPE.exec(request.headers.get('content-type') ?? '');
  if (!type || !request.hasBody) return undefined;
  const charset = /(?:^|;)\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type[1] ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  const bytes = await readAll(unpackedBody(request));
  if (charset === 'utf-8') return new URLSearchParams(new TextDecoder().decode(bytes));
  if (charset !== 'iso-8859-1') throw new BadRequest(`a form in the charset ${charset}`);
  return new URLSearchParams(inUtf8(latin1(bytes)));
}

function unpackedBody({ headers, body }: HttpRequest): AsyncIterable<Uint8Array> {
  const encoding = (headers.get('content-encoding') ?? 'identity').toLowerCase();
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip' && encoding !== 'deflate') throw new BadRequest(`a form compressed as ${encoding}`);
  return passed(body, new DecompressionStream(encoding));
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length <= LIMIT) chunks.push(chunk);
    }
  } catch (error) {
    throw new BadRequest('a form that breaks off', { cause: error });
  }
  if (length > LIMIT) throw new BadRequest(`a form of ${length} bytes, and the limit is ${LIMIT}`);
  return joined(chunks);
}

/** Converts the percent-encoding of a form from Latin-1 to UTF-8. */
const inUtf8 = (form: string): string =>
  form.replace(/%([0-9a-f]{2})|[\x80-\xff]/gi, (sent: string, hex?: string) =>
    encodeURIComponent(hex === undefined ? sent : String.fromCharCode(Number.parseInt(hex, 16))),
  );
