import type { Version } from '../../../wsdl/contract.js';

/**
 * One legal way to spell a response: another document, or another transport, with the same content. Without an option,
 * that aspect stays as the service writes it. Plain JSON.
 */
export interface Dialect {
  /**
   * Decides everything that the options leave open, such as the place of a comment. The same seed gives the same
   * bytes.
   */
  readonly seed?: number | string;
  /** Other prefixes than the service's, or default namespaces. */
  readonly prefixes?: 'other' | 'default';
  /** White space between elements and inside tags. */
  readonly whitespace?: boolean;
  /** Comments between elements and within text. */
  readonly comments?: boolean;
  /** Processing instructions between elements. XML allows them and SOAP 1.1 (section 3) does not: no seed picks them. */
  readonly instructions?: boolean;
  /** Text in CDATA sections, wholly or in part. */
  readonly cdata?: boolean;
  /** Numeric references for characters that need none, in text and attributes. */
  readonly entities?: boolean;
  /** Of all attributes and of the XML declaration. */
  readonly quotes?: 'single' | 'double';
  /**
   * No XML declaration; one in double quotes, even with `quotes`; one with `standalone`; or one without encoding, as
   * JAX-WS RI 2.1 writes it (RI). Without encoding only for UTF-8 and UTF-16, which XML readers detect.
   */
  readonly declaration?: 'none' | 'bare' | 'double-quoted' | 'standalone';
  /** Instead of the charset of the request. `utf-16` has a byte order mark, in either byte order. */
  readonly encoding?: 'utf-16' | 'utf-16le' | 'utf-16be' | 'iso-8859-1';
  /** A byte order mark before UTF-8. */
  readonly bom?: boolean;
  /** `xsi:nil` elements for unset optional fields. */
  readonly nil?: boolean;
  /** `<a/>` or `<a></a>` for every empty element. */
  readonly emptyTags?: 'short' | 'long';
  /** A header block, fields, and a child of the fault's detail that no service description declares. */
  readonly unknown?: boolean;
  /** Bytes per chunk of a chunked transfer. The HTTP layer implements this option and those below. */
  readonly chunks?: number;
  /** Compress the body, if the request accepts it. */
  readonly gzip?: boolean;
  /** Close the connection after the response, and announce it. */
  readonly connection?: 'close';
  /** Status of a fault instead of 500. SOAP 1.1 (section 6.2) requires 500; many servers ignore that. */
  readonly faultStatus?: 200;
}

/** Facts that a response does not contain: the operation, if known, and its version. */
export interface ResponseFacts {
  readonly operation: string | undefined;
  readonly version: Version;
}
