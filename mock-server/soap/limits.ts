/** How much of an envelope is read before it is refused; a refused envelope costs no more memory. */
export interface Limits {
  /** Largest request body, in bytes as they arrive. */
  readonly bodyBytes: number;
  /** Deepest nesting of elements, the Envelope being the first level. */
  readonly depth: number;
  /** Most elements in one envelope. */
  readonly elements: number;
  /** Most attributes of one element, declarations of namespaces among them. */
  readonly attributes: number;
  /** Longest value of an attribute, in UTF-16 units. */
  readonly attributeLength: number;
}

/** 8 MiB, 64 levels, 100,000 elements (assumption: no real client comes near); 500 attributes of up to 512 KiB (RI). */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 8 * 1024 * 1024,
  depth: 64,
  elements: 100_000,
  attributes: 500,
  attributeLength: 512 * 1024,
};
