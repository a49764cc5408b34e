/** An element below the operation element, as far as the service looks at it. */
export interface Element {
  /** Namespace, '' for none. */
  readonly uri: string;
  readonly local: string;
  /** Whether xsi:nil is set. */
  readonly nil: boolean;
  /** Text after the last child, untrimmed: CDATA sections joined, references resolved, comments left out. */
  text: string;
  /** The last text ahead of a child that is more than blanks. */
  textBefore: string | undefined;
  readonly children: Element[];
}

export function newElement(uri: string, local: string, nil: boolean): Element {
  return { uri, local, nil, text: '', textBefore: undefined, children: [] };
}
