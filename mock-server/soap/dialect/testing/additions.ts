import { STRUCTS } from '../../../../wsdl/contract.js';
import type { Dialect } from '../dialect.js';
import type { Infoset } from './infoset.js';

const NIL = '{http://www.w3.org/2001/XMLSchema-instance}nil';

/** Fields that the service omits when unset; a nil member of a list is content. */
const OPTIONAL = new Set(
  Object.values(STRUCTS).flatMap((fields) =>
    fields.filter(({ occurs }) => occurs === 'optional').map(({ name }) => `{}${name}`),
  ),
);

const UNKNOWN = new Set([
  '{http://schemas.xmlsoap.org/soap/envelope/}Header',
  '{http://jax-ws.dev.java.net/}exception',
  ...['futureField', 'futureText', 'futureItems', 'futureEmpty'].map((name) => `{}${name}`),
]);

const isNil = ({ attributes }: Infoset): boolean =>
  attributes.some(([name, value]) => name === NIL && value === 'true');

const isAddedNil = (element: Infoset): boolean => OPTIONAL.has(element.name) && isNil(element);

/** Also a detail that held nothing else. */
const isAddedUnknown = (element: Infoset): boolean =>
  UNKNOWN.has(element.name) ||
  (element.name === '{}detail' && Array.isArray(element.content) && element.content.every(isAddedUnknown));

/** An element is empty again when all its children were added. */
function without(element: Infoset, isAdded: (child: Infoset) => boolean): Infoset {
  if (typeof element.content === 'string') return element;
  const kept = element.content.filter((child) => !isAdded(child)).map((child) => without(child, isAdded));
  return { ...element, content: kept.length === 0 ? '' : kept };
}

/** The response without the elements that the dialect adds. */
export function withoutAdditions(answer: Infoset, { nil = false, unknown = false }: Dialect): Infoset {
  return without(answer, (element) => (nil && isAddedNil(element)) || (unknown && isAddedUnknown(element)));
}
