import {
  ARRAYS,
  OPERATIONS,
  SERVICE_NAMESPACE,
  type StructName,
  type TypeName,
} from '../../../wsdl/contract.js';
import { ENVELOPE_NAMESPACE } from '../faults.js';
import { fieldsOf, isArrayName, isOperationName, isStructName } from '../type-names.js';
import type { ResponseFacts } from './dialect.js';
import type { Dice } from './dice.js';
import { append, declaration, mapChildren, mapNamed, plainElement, type XmlElement } from './document.js';

/** Changes an element that is a structure of the contract. */
type StructureChange = (element: XmlElement, type: StructName) => XmlElement;

function isNil({ attributes }: XmlElement): boolean {
  return attributes.some(({ local, value }) => local === 'nil' && value === 'true');
}

/** Changes every structure of the result or of the fault's detail, the innermost first. */
function mapStructures(envelope: XmlElement, facts: ResponseFacts, change: StructureChange): XmlElement {
  const typed = (element: XmlElement, type: TypeName): XmlElement => {
    if (isNil(element)) return element;
    if (isArrayName(type)) return mapChildren(element, (item) => typed(item, ARRAYS[type]));
    if (!isStructName(type)) return element;
    const types = new Map(fieldsOf(type, facts.version).map((field) => [field.name, field.type]));
    const inner = mapChildren(element, (child) => typed(child, types.get(child.local) ?? 'string'));
    return change(inner, type);
  };
  const inResult = (wrapper: XmlElement): XmlElement => {
    const { operation } = facts;
    const returns =
      operation !== undefined && isOperationName(operation) ? OPERATIONS[operation].returns : null;
    return returns === null ? wrapper : mapNamed(wrapper, '', 'return', (result) => typed(result, returns));
  };
  const inFault = (fault: XmlElement): XmlElement =>
    mapNamed(fault, '', 'detail', (detail) =>
      mapNamed(detail, SERVICE_NAMESPACE, 'ApiException', (bean) => typed(bean, 'faultBean')),
    );
  return mapNamed(envelope, ENVELOPE_NAMESPACE, 'Body', (body) =>
    mapChildren(body, (child) => (child.uri === ENVELOPE_NAMESPACE ? inFault(child) : inResult(child))),
  );
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

function nilElement(name: string): XmlElement {
  const attributes = [declaration('xsi', XSI), { prefix: 'xsi', local: 'nil', value: 'true' }];
  return { ...plainElement(name), attributes, selfClosing: true };
}

/** Adds nil elements for unset optional fields, in the order of the schema. */
export function nilFields(envelope: XmlElement, facts: ResponseFacts): XmlElement {
  return mapStructures(envelope, facts, (element, type) => {
    const fields = fieldsOf(type, facts.version).flatMap(({ name, occurs }) => {
      const set = element.content.filter((part) => typeof part !== 'string' && part.local === name);
      return set.length === 0 && occurs === 'optional' ? [nilElement(name)] : set;
    });
    return { ...element, content: fields };
  });
}

const HEADER_NAMESPACE = 'urn:example:future';
/** Namespace of stack traces in the detail of faults of JAX-WS RI 2.1 (RI). */
const EXCEPTION_NAMESPACE = 'http://jax-ws.dev.java.net/';

function qualified(
  prefix: string,
  uri: string,
  local: string,
  ...content: readonly (XmlElement | string)[]
): XmlElement {
  return { ...plainElement(local, ...content), prefix, uri };
}

function headerBlock(): XmlElement {
  const block = qualified('f', HEADER_NAMESPACE, 'trace', plainElement('id', '1'));
  return { ...block, attributes: [declaration('f', HEADER_NAMESPACE)] };
}

const stackFrame: XmlElement = {
  ...qualified('ns3', EXCEPTION_NAMESPACE, 'frame'),
  attributes: [
    { prefix: '', local: 'class', value: 'com.example.<init>' },
    { prefix: '', local: 'line', value: '43' },
  ],
  selfClosing: true,
};

/** A second child of the detail, like that of RI 2.1 (RI). */
const exception: XmlElement = {
  ...qualified(
    'ns3',
    EXCEPTION_NAMESPACE,
    'exception',
    plainElement('message', 'a message'),
    qualified('ns3', EXCEPTION_NAMESPACE, 'stackTrace', stackFrame),
  ),
  attributes: [
    declaration('ns3', EXCEPTION_NAMESPACE),
    { prefix: '', local: 'class', value: 'com.example.ApiException' },
  ],
};

/** A fault other than Server is about the envelope and has no detail (SOAP 1.1, section 4.4). */
function explained(fault: XmlElement): XmlElement {
  const children = fault.content.filter((part) => typeof part !== 'string');
  if (children.some(({ local }) => local === 'detail')) {
    return mapNamed(fault, '', 'detail', (detail) => append(detail, exception));
  }
  const ofServer = children.some(
    ({ local, content }) => local === 'faultcode' && content.join('').endsWith(':Server'),
  );
  return ofServer ? append(fault, plainElement('detail', exception)) : fault;
}

/** Fields that a later version of the service might add to a structure. */
const FUTURE_FIELDS = [
  plainElement('futureField', '1'),
  plainElement('futureText', 'a < b & c'),
  plainElement('futureItems', plainElement('item', 'x'), plainElement('item', 'y')),
  { ...plainElement('futureEmpty'), selfClosing: true },
] as const;

/** Adds elements that no client can know: a header block, a field per structure, a child of the fault's detail. */
export function unknownElements(envelope: XmlElement, dice: Dice, facts: ResponseFacts): XmlElement {
  const extended = mapStructures(envelope, facts, (element) => append(element, dice.pick(FUTURE_FIELDS)));
  const told = mapNamed(extended, ENVELOPE_NAMESPACE, 'Body', (body) =>
    mapNamed(body, ENVELOPE_NAMESPACE, 'Fault', explained),
  );
  const header = qualified(told.prefix, ENVELOPE_NAMESPACE, 'Header', headerBlock());
  return { ...told, content: [header, ...told.content] };
}
