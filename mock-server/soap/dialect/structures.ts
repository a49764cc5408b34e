import {
  ARRAYS,
  OPERATIONS,
  SERVICE_NAMESPACE,
  type StructName,
  type TypeName,
} from '../../../wsdl/contract.js';
import { ENVELOPE_NAMESPACE } from '../refusals.js';
import { fieldsOf, isArrayName, isOperationName, isStructName } from '../type-names.js';
import type { ReplyFacts } from './dialect.js';
import { mapChildren, mapNamed, type XmlElement } from './document.js';

/** Changes an element that is a structure of the contract. */
export type StructureChange = (element: XmlElement, type: StructName) => XmlElement;

function isNil({ attributes }: XmlElement): boolean {
  return attributes.some(({ local, value }) => local === 'nil' && value === 'true');
}

/** Changes every structure of the result or of the fault's detail, the innermost first. */
export function mapStructures(envelope: XmlElement, facts: ReplyFacts, change: StructureChange): XmlElement {
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
