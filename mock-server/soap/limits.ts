/** Limits of an envelope; a refused one costs no more memory. */
export interface Limits {
  /** Size of the request body, in bytes as they arrive. */
  readonly bodyBytes: number;
  /** Size of a `multipart/related` body in bytes: it is read in one go, at its end. */
  readonly packageBytes: number;
  /** Depth of elements; the Envelope has depth 1. */
  readonly depth: number;
  /** Elements of an envelope. */
  readonly elements: number;
  /** Attributes of an element, with namespace declarations. */
  readonly attributes: number;
  /** Length of an attribute's value, in UTF-16 units. */
  readonly attributeLength: number;
}

/** 8 MiB, packages of 128 KiB, 64 levels, 100,000 elements (assumption: no real client comes near); 500 attributes of up to 512 KiB (RI). */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 8 * 1024 * 1024,
  packageBytes: 128 * 1024,
  depth: 64,
  elements: 100_000,
  attributes: 500,
  attributeLength: 512 * 1024,
};
