/** What a Content-Type header says of a SOAP request; both parts in lower case, absent ones ''. */
export interface ContentType {
  readonly media: string;
  readonly charset: string;
}

const CHARSET = /;[\t ]*charset[\t ]*=[\t ]*(?:"([^"]*)"|'([^']*)'|([^\t ;]*))/i;

/** Reads the header leniently: unknown parameters are skipped, a charset may stand in either kind of quotes. */
export function parseContentType(header: string | undefined): ContentType {
  const text = header ?? '';
  const media = text.split(';', 1)[0] ?? '';
  const match = CHARSET.exec(text);
  const charset = match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
  return { media: media.trim().toLowerCase(), charset: charset.trim().toLowerCase() };
}

/** Whether the service takes the body as SOAP 1.1 (wire): `text/xml`, or no header at all. Otherwise it answers 415. */
export function isSoap(type: ContentType): boolean {
  return type.media === '' || type.media === 'text/xml';
}
