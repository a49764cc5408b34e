import type { XmlElement } from './xml-tree.js';

/** What a service description contains. */
export interface Description {
  /** Where calls go. */
  readonly addresses: readonly string[];
  readonly operations: ReadonlySet<string>;
  /** Addresses of documents that are a part of it, as they are written. */
  readonly imports: readonly string[];
}

/** Reads a description by its root. Undefined when it is none. */
export function readDescription(root: XmlElement): Description | undefined {
  if (root.name !== 'definitions' || root.namespace !== WSDL) return undefined;
  const all = [...descendants(root)];
  const attribute = (name: string) => (element: XmlElement) => element.attributes.get(name) ?? [];
  return {
    addresses: all
      .filter(({ name, namespace }) => name === 'address' && namespace === SOAP)
      .flatMap(attribute('location')),
    operations: new Set(
      all
        .filter(({ name, namespace }) => name === 'portType' && namespace === WSDL)
        .flatMap(({ children }) =>
          children.filter(({ name }) => name === 'operation').flatMap(attribute('name')),
        ),
    ),
    imports: all
      .filter(({ name }) => name === 'import' || name === 'include')
      .flatMap(
        (element) => element.attributes.get('schemaLocation') ?? element.attributes.get('location') ?? [],
      ),
  };
}

const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
const SOAP = 'http://schemas.xmlsoap.org/wsdl/soap/';

function* descendants(element: XmlElement): Iterable<XmlElement> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}
