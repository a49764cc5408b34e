import { type Charset, charsetNamed, UTF_8, UTF_16, UTF_16LE } from '../charset.js';
import { charsetParameter } from '../content-type.js';
import { LongBody } from '../long-body.js';
import type { Reply } from '../reply.js';
import type { Dialect } from './dialect.js';
import type { Dice } from './dice.js';

const MARK = '\ufeff';

/** The charset and text, byte order mark included, of a reply that the service layer made; its Content-Type names a charset that is known. */
export function decodeReply({ contentType, body }: Reply): { charset: Charset; text: string } {
  const whole = body instanceof LongBody ? body.whole() : body;
  if (typeof whole === 'string') return { charset: UTF_8, text: whole };
  const charset = charsetNamed(charsetParameter(contentType) ?? '') ?? UTF_8;
  return { charset, text: charset.decode(whole) };
}

/** The charset that the reply is to be in: the dialect's, else the one it is in. */
export function chosenCharset({ encoding }: Dialect, current: Charset): Charset {
  return encoding === undefined ? current : (charsetNamed(encoding) ?? current);
}

/** Header parameters may have blanks, quotes and capitals (RFC 9110, sections 5.6.6 and 8.3.1); the first is the service's. */
const CONTENT_TYPES = [
  (name: string) => `text/xml ;charset=${name}`,
  (name: string) => `text/xml; charset=${name.toUpperCase()}`,
  (name: string) => `text/xml;charset="${name}"`,
] as const;

/** The reply of a text whose declaration, if it has one, names the charset. */
export function encodeReply(
  text: string,
  charset: Charset,
  { bom = false, encoding }: Dialect,
  dice: Dice,
): Reply {
  if (charset === UTF_8) {
    return { contentType: 'text/xml; charset=utf-8', body: bom ? MARK + text : text };
  }
  // Where only the request named the charset, all this stays the service's.
  const isChosen = encoding !== undefined;
  const contentType = isChosen ? dice.pick(CONTENT_TYPES) : CONTENT_TYPES[0];
  // The mark tells the byte order.
  const isTurned = isChosen && charset === UTF_16 && dice.oneIn(2);
  const body = isTurned ? UTF_16LE.encode(MARK + text) : charset.encode(text);
  return { contentType: contentType(charset.name), body };
}
