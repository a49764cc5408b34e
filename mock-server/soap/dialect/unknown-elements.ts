import { ENVELOPE_NAMESPACE } from '../refusals.js';
import type { ReplyFacts } from './dialect.js';
import type { Dice } from './dice.js';
import { append, declaration, mapNamed, plainElement, type XmlElement } from './document.js';
import { mapStructures } from './structures.js';

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
export function unknownElements(envelope: XmlElement, dice: Dice, facts: ReplyFacts): XmlElement {
  const extended = mapStructures(envelope, facts, (element) => append(element, dice.pick(FUTURE_FIELDS)));
  const told = mapNamed(extended, ENVELOPE_NAMESPACE, 'Body', (body) =>
    mapNamed(body, ENVELOPE_NAMESPACE, 'Fault', explained),
  );
  const header = qualified(told.prefix, ENVELOPE_NAMESPACE, 'Header', headerBlock());
  return { ...told, content: [header, ...told.content] };
}
