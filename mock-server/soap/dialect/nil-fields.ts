import { fieldsOf } from '../type-names.js';
import type { ReplyFacts } from './dialect.js';
import { declaration, plainElement, type XmlElement } from './document.js';
import { mapStructures } from './structures.js';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

function nilElement(name: string): XmlElement {
  const attributes = [declaration('xsi', XSI), { prefix: 'xsi', local: 'nil', value: 'true' }];
  return { ...plainElement(name), attributes, selfClosing: true };
}

/** Adds nil elements for unset optional fields, in the order of the schema. */
export function nilFields(envelope: XmlElement, facts: ReplyFacts): XmlElement {
  return mapStructures(envelope, facts, (element, type) => {
    const fields = fieldsOf(type, facts.version).flatMap(({ name, occurs }) => {
      const set = element.content.filter((part) => typeof part !== 'string' && part.local === name);
      return set.length === 0 && occurs === 'optional' ? [nilElement(name)] : set;
    });
    return { ...element, content: fields };
  });
}
