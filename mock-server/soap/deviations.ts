/** A difference from the JAX-WS reference implementation that is meant. */
export interface Deviation {
  /** What is sent. */
  readonly request: string;
  /** What the reference implementation does. */
  readonly reference: string;
  /** What this server does. */
  readonly here: string;
  readonly reason: string;
}

/**
 * Every difference in reading a request, refusing it and writing a result, but for those that `--lenient` asks for: the source of
 * the table in README.md, and what a differential property against the reference implementation exempts.
 */
export const DEVIATIONS = {
  rootType: {
    request: 'a `multipart/related` package whose root part is neither `text/xml` nor `application/xop+xml`',
    reference: '500 without a body',
    here: 'a fault that says so',
    reason: 'a client sees what was wrong',
  },
  boundaryAddress: {
    request: 'a package without a boundary in its header',
    reference: 'ends the fault with an address in memory',
    here: 'ends it before that',
    reason: 'the same requests get the same responses',
  },
  responseCharacters: {
    request: 'a charset in the header that has no byte for a character of the response',
    reference:
      '`?` for some of the characters up to U+00FF, two references to surrogates for one beyond U+FFFF',
    here: 'one reference, such as `&#233;` or `&#x1f600;`, which clients can read',
    reason: 'a client must see the value',
  },
  responseBytes: {
    request: 'a charset of several bytes a character in the header, such as GBK',
    reference: 'writes some of the characters up to U+00FF as bytes, all others beyond ASCII as references',
    here: 'writes all characters beyond ASCII as references',
    reason:
      'platforms decode these charsets and encode none of them; tables for that would be larger than this server',
  },
  forbiddenCharacters: {
    request: 'a call whose result has characters that XML forbids, such as U+0001',
    reference: 'writes them, or breaks off the response',
    here: 'U+FFFD in their place',
    reason: 'no parser of XML reads the response, so every client would fail at the name of a file',
  },
  floats: {
    request: 'a call whose result has a float under 0.001 or over 10,000',
    reference: 'Java 17 sometimes writes more digits than the float needs',
    here: 'the shortest text that reads as the same float',
    reason: 'newer versions of Java write that, too',
  },
  years: {
    request: 'a call whose result has a date before the year 1',
    reference: 'a text that is no date, such as `00-2-11-22T20:35:05.200Z`',
    here: 'the date',
    reason: 'a client must see the value',
  },
  rareCharsets: {
    request: 'a charset that the platform does not know, such as IBM850 or UTF-7, in header or declaration',
    reference: 'reads all that Java knows',
    here: '415, or a fault that names the charset',
    reason: 'no client was seen to use one; code pages of EBCDIC with Latin letters are known',
  },
  overlong: {
    request: 'forms that UTF-8 forbids, such as C0 BF for `?`, without a charset in the header',
    reference: 'its parser reads some of them',
    here: 'WstxIOException, as for other bytes that are no character',
    reason: 'RFC 3629 forbids them, as they hide characters from filters',
  },
  invalidBytes: {
    request: 'bytes that are no character in a charset of several bytes that the header names, such as GBK',
    reference: 'U+FFFD, as often as Java counts, or a fault for what it swallows',
    here: 'U+FFFD, as often as the platform counts',
    reason: 'the decoder of the platform has another count, and characters that Java does not have',
  },
  doctype: {
    request: 'a DOCTYPE',
    reference: 'reads it, and the entities that it declares',
    here: 'a fault that says so',
    reason: 'entities can expand without bound, and no client was seen to send one',
  },
  strayText: {
    request: 'text where elements belong',
    reference: 'quotes the text in the fault',
    here: '`"..."` in its place',
    reason: 'the text may be a password without its element, and faults are logged',
  },
  tail: {
    request: 'malformed XML after the operation element',
    reference: 'does not read it: the call succeeds',
    here: 'a fault that says so',
    reason: 'a client that sends broken documents is broken, and a proxy or another server would tell it',
  },
  null: {
    request: 'a text, list or structure that is missing or nil',
    reference: 'the operation receives null',
    here: 'the operation receives an empty one',
    reason: 'what the real operations do with null is not known',
  },
  parserWords: {
    request: 'malformed XML',
    reference: 'quotes its parser: exception, sentence and position',
    here: 'the same exception, often another sentence, and a position near it',
    reason: 'the parser is another one; the sentences quote characters, which may be those of a password',
  },
  decodeAhead: {
    request:
      'bytes that are no character after other malformed XML; characters that XML forbids in a CDATA section',
    reference: 'WstxIOException, as it decodes ahead; WstxLazyException or WstxUnexpectedCharException',
    here: 'the fault for what comes first; WstxUnexpectedCharException',
    reason: 'how far ahead depends on the sizes of its buffers',
  },
  nestedTypes: {
    request: 'an xsi:type inside a structure, without a name or with an unbound prefix, before malformed XML',
    reference: 'the fault for xsi:type',
    here: 'the fault for the malformed XML',
    reason: 'arguments are read when the operation element is complete',
  },
  comments: {
    request: 'malformed XML behind an argument and a comment or processing instruction',
    reference: '`XML reader error: ...`',
    here: '`javax.xml.bind.UnmarshalException ...`, as without the comment',
    reason: 'the parser is asked for no comments, which makes it faster',
  },
  ampersand: {
    request: 'an ampersand that begins no reference, without a semicolon after it',
    reference: 'WstxUnexpectedCharException',
    here: 'WstxEOFException, at the end of the document',
    reason: 'the parser looks for the semicolon',
  },
  exceptionAddress: {
    request: 'an xsi:type whose value the argument cannot hold',
    reference: 'the address of the exception in memory: `java.lang.ClassCastException@7bec85d`',
    here: 'always the same address',
    reason: 'the same requests get the same responses',
  },
  shortMark: {
    request:
      'a document that ends in its XML declaration, or has fewer than four characters after a byte order mark',
    reference: 'WstxUnexpectedCharException or WstxParsingException',
    here: 'WstxEOFException',
    reason: 'no request of a client is that short',
  },
  limits: {
    request: 'elements nested over 64 levels, or over 100,000 elements',
    reference: 'reads them',
    here: 'a fault that names the limit',
    reason: 'a request must not exhaust the memory of a server that tests share; each limit is an option',
  },
  packages: {
    request: 'a `multipart/related` package over 128 KiB',
    reference: 'reads it',
    here: 'a fault that names the limit',
    reason: 'it is read in one go, and one request must not keep others waiting; the limit is an option',
  },
  attributes: {
    request: 'over 500 attributes of an element, or an attribute of over 512 Ki characters',
    reference: 'a fault of its parser',
    here: 'a fault that names the limit',
    reason: 'the limits are those of the reference implementation; the fault says which option raises them',
  },
  pathBelow: {
    request: 'a path that begins with that of the endpoint: `/jax3/DesktopApp/x`, `/jax3/DesktopAppX`',
    reference: 'serves it',
    here: '404',
    reason: "it is the JDK's HTTP server that does so; the real service ran in a servlet container",
  },
  slashes: {
    request: 'double slashes in the path',
    reference: '404',
    here: 'serves it',
    reason: 'client: one appends a path to an address that ends with a slash',
  },
  descriptionParameters: {
    request: '`?wsdl` among other parameters',
    reference: '404 or a page',
    here: 'the description',
    reason: 'client: one appends `&forDownloadHelper=true`',
  },
  methods: {
    request: 'PATCH, OPTIONS and other methods',
    reference: 'closes the connection, or serves them like POST',
    here: '405',
    reason: 'no client was seen to send them',
  },
  host: {
    request: 'HTTP/1.1 without Host',
    reference: 'serves it',
    here: '400',
    reason: 'RFC 9112 asks for it, and servlet containers do so: only the HTTP server of the JDK does not',
  },
  expectation: {
    request: '`Expect` with other words than `100-continue`',
    reference: 'serves it',
    here: '417',
    reason: 'RFC 9110 allows it, and servlet containers do so: only the HTTP server of the JDK does not',
  },
  largeHead: {
    request: 'a head of over 16 KiB',
    reference: 'serves up to 380 KiB',
    here: '431, and the log names the limit',
    reason:
      'web servers and servlet containers end at 8 KiB; `NODE_OPTIONS=--max-http-header-size=N` raises the limit',
  },
  foldedHeaders: {
    request: 'a header folded over two lines',
    reference: 'serves it',
    here: '400',
    reason: 'RFC 9112 asks for it; the parser of Node that reads them accepts smuggled requests, too',
  },
} as const satisfies Readonly<Record<string, Deviation>>;

/** The name of a deviation. */
export type DeviationName = keyof typeof DEVIATIONS;
