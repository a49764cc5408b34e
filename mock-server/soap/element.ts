/** An element below the operation element, as far as the service looks at it. */
export interface Element {
  /** Namespace, '' for none. */
  readonly uri: string;
  readonly local: string;
  /** Whether xsi:nil is set. */
  readonly nil: boolean;
  /** All text directly inside, untrimmed: CDATA sections joined, references resolved, comments left out. */
  text: string;
  readonly children: Element[];
}

export function newElement(uri: string, local: string, nil: boolean): Element {
  return { uri, local, nil, text: '', children: [] };
}
