import { type Charset, charsetNamed, UTF_8, UTF_16, UTF_16LE } from '../charset.js';
import { charsetParameter } from '../content-type.js';
import type { Reply } from '../reply.js';
import type { Dialect } from './dialect.js';
import type { Dice } from './dice.js';

const MARK = '\ufeff';

/** The charset and text of a reply that the service layer made; its Content-Type names a charset that is known. */
export function decodeReply({ contentType, body }: Reply): { charset: Charset; text: string } {
  if (typeof body === 'string') return { charset: UTF_8, text: body };
  const charset = charsetNamed(charsetParameter(contentType) ?? '') ?? UTF_8;
  const text = charset.decode(body);
  return { charset, text: text.startsWith(MARK) ? text.slice(1) : text };
}

/** The charset that the reply is to be in: the dialect's, else the one it is in. */
export function chosenCharset({ encoding }: Dialect, current: Charset): Charset {
  return encoding === undefined ? current : (charsetNamed(encoding) ?? current);
}

/** UTF-16 in either byte order; the mark tells which. */
function encodeUtf16(text: string, dice: Dice): Uint8Array<ArrayBuffer> {
  return dice.oneIn(2) ? UTF_16.encode(text) : UTF_16LE.encode(MARK + text);
}

/** The reply of a text whose declaration, if it has one, names the charset. */
export function encodeReply(text: string, charset: Charset, { bom = false }: Dialect, dice: Dice): Reply {
  if (charset === UTF_8) {
    return { contentType: 'text/xml; charset=utf-8', body: bom ? MARK + text : text };
  }
  const body = charset === UTF_16 ? encodeUtf16(text, dice) : charset.encode(text);
  return { contentType: `text/xml ;charset=${charset.name}`, body };
}
