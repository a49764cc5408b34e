/** An element below the operation element, as the service sees it. */
export interface Element {
  /** Namespace, '' for none. */
  readonly uri: string;
  readonly local: string;
  /** Whether xsi:nil is set. */
  readonly nil: boolean;
  /** Text after the last child, untrimmed: with CDATA sections and resolved references, without comments. */
  text: string;
  /** The last text before a child that is not only white space. */
  textBefore: string | undefined;
  readonly children: Element[];
}

export function newElement(uri: string, local: string, nil: boolean): Element {
  return { uri, local, nil, text: '', textBefore: undefined, children: [] };
}
