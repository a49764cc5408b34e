import type { Version } from '../../../wsdl/contract.js';

/**
 * One legal way to spell a reply: another document or another transport of the same answer. Every option may be left
 * out; then that side of the reply stays as the service writes it. Plain JSON.
 */
export interface Dialect {
  /** Decides whatever an option leaves open: where a comment goes, which prefix. The same seed gives the same bytes. */
  readonly seed?: number | string;
  /** Other prefixes than the service's, or default namespaces in their place. */
  readonly prefixes?: 'other' | 'default';
  /** Blanks and line breaks between elements and inside tags. */
  readonly whitespace?: boolean;
  /** Comments between elements and within text. */
  readonly comments?: boolean;
  /** Processing instructions between elements. XML allows them and SOAP 1.1 (section 3) does not: no seed picks them. */
  readonly instructions?: boolean;
  /** Text in CDATA sections, wholly or in part. */
  readonly cdata?: boolean;
  /** Numeric references for characters that need none, in text and in attributes. */
  readonly entities?: boolean;
  /** Of all attributes and of the XML declaration. */
  readonly quotes?: 'single' | 'double';
  /**
   * No XML declaration; one in double quotes whatever `quotes` says; one with `standalone`; or one without encoding,
   * which is how JAX-WS RI 2.1 begins (RI). Without encoding only in UTF-8 and UTF-16, which XML readers recognise.
   */
  readonly declaration?: 'none' | 'bare' | 'double-quoted' | 'standalone';
  /** Instead of the charset that the request named. `utf-16` has a byte order mark and either byte order. */
  readonly encoding?: 'utf-16' | 'utf-16le' | 'utf-16be' | 'iso-8859-1';
  /** A byte order mark before UTF-8. */
  readonly bom?: boolean;
  /** `xsi:nil` elements for optional fields that are not set. */
  readonly nil?: boolean;
  /** `<a/>` or `<a></a>` for every empty element. */
  readonly emptyTags?: 'short' | 'long';
  /** A header block, fields and a child of the fault's detail that no service description tells of. */
  readonly unknown?: boolean;
  /** Bytes in each chunk of a chunked transfer. Carried out by the HTTP layer, as are the ones below. */
  readonly chunks?: number;
  /** Compressed, where the request accepts it. */
  readonly gzip?: boolean;
  /** The server closes the connection after the reply, and says so. */
  readonly connection?: 'close';
  /** Status of a fault in place of 500. SOAP 1.1 (section 6.2) asks for 500, many servers do not care. */
  readonly faultStatus?: 200;
}

/** What a reply does not tell of itself: the operation that was called, if it is known, and by which description. */
export interface ReplyFacts {
  readonly operation: string | undefined;
  readonly version: Version;
}
