/**
 * The text of an XML document: a byte order mark decides first, then the charset of the Content-Type, then what the
 * document declares (RFC 7303); else it is UTF-8.
 * @throws Error when the bytes are not of that charset, or when it is unknown
 */
export function decodeXml(bytes: Uint8Array, contentType: string): string {
  const charset = byMark(bytes) ?? byHeader(contentType) ?? byDeclaration(bytes) ?? 'utf-8';
  return new TextDecoder(charset, { fatal: true }).decode(bytes);
}

function byMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}

function byHeader(contentType: string): string | undefined {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
  // Without a mark UTF-16 is big-endian (RFC 2781); the decoder of the platform takes the other one.
  return charset?.toLowerCase() === 'utf-16' ? 'utf-16be' : charset;
}

function byDeclaration(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)/.exec(head)?.[1];
}
