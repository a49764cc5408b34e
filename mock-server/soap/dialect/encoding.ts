import { type Charset, charsetNamed, UTF_8, UTF_16, UTF_16LE } from '../charset.js';
import { charsetParameter } from '../content-type.js';
import { LongBody, type SoapResponse } from '../response.js';
import type { Dialect } from './dialect.js';
import type { Dice } from './dice.js';
import { attributePiece, type Piece } from './pieces.js';

/** XML readers detect these two. The other byte orders of UTF-16 have no byte order mark here. */
function isRecognised({ name }: Charset): boolean {
  return name === 'utf-8' || name === 'utf-16';
}

/**
 * The XML declaration, if any. A charset that readers cannot detect is always declared, as it may be that of the
 * request, unknown to the author of the dialect.
 */
export function xmlDeclaration({ declaration, quotes }: Dialect, charset: Charset): Piece[] {
  const quote = declaration === 'double-quoted' || quotes === 'double' ? '"' : "'";
  const mayLeaveOut = isRecognised(charset);
  if (declaration === 'none' && mayLeaveOut) return [];
  const version = attributePiece('version', '1.0', quote);
  if (declaration === 'bare' && mayLeaveOut) {
    return [{ kind: 'declaration', name: 'xml', attributes: [version], after: ' ' }];
  }
  const encoding = attributePiece('encoding', charset.name.toUpperCase(), quote);
  const standalone = declaration === 'standalone' ? [attributePiece('standalone', 'yes', quote)] : [];
  return [{ kind: 'declaration', name: 'xml', attributes: [version, encoding, ...standalone], after: '' }];
}

const MARK = '\ufeff';

/**
 * Charset and text, including the byte order mark, of a response by the service layer, whose Content-Type names a
 * known charset.
 */
export function decodeResponse({ contentType, body }: SoapResponse): { charset: Charset; text: string } {
  const whole = body instanceof LongBody ? body.whole() : body;
  if (typeof whole === 'string') return { charset: UTF_8, text: whole };
  const charset = charsetNamed(charsetParameter(contentType) ?? '') ?? UTF_8;
  return { charset, text: charset.decode(whole) };
}

/** The charset to write: the dialect's, else the current one. */
export function chosenCharset({ encoding }: Dialect, current: Charset): Charset {
  return encoding === undefined ? current : (charsetNamed(encoding) ?? current);
}

/**
 * Header parameters may have spaces, quotes and capitals (RFC 9110, sections 5.6.6 and 8.3.1); the first is the
 * service's.
 */
const CONTENT_TYPES = [
  (name: string) => `text/xml ;charset=${name}`,
  (name: string) => `text/xml; charset=${name.toUpperCase()}`,
  (name: string) => `text/xml;charset="${name}"`,
] as const;

/** Encodes a text whose declaration, if any, names the charset. */
export function encodeResponse(
  text: string,
  charset: Charset,
  { bom = false, encoding }: Dialect,
  dice: Dice,
): SoapResponse {
  if (charset === UTF_8) {
    return { contentType: 'text/xml; charset=utf-8', body: bom ? MARK + text : text };
  }
  // If only the request named the charset, the service's Content-Type stays.
  const isChosen = encoding !== undefined;
  const contentType = isChosen ? dice.pick(CONTENT_TYPES) : CONTENT_TYPES[0];
  // The byte order mark tells readers the byte order.
  const isTurned = isChosen && charset === UTF_16 && dice.oneIn(2);
  const body = isTurned ? UTF_16LE.encode(MARK + text) : charset.encode(text);
  return { contentType: contentType(charset.name), body };
}
