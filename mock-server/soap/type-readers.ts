import {
  ARRAYS,
  type ArrayName,
  type Field,
  type StructName,
  type TypeName,
  type Version,
} from '../../wsdl/contract.js';
import { type Element, newElement, type Reading, seenChildren } from './element.js';
import { quote } from './faults.js';
import { isInteger, isPastInt32, parseSimple, type SimpleName } from './simple-types.js';
import { trimBlanks } from './text.js';
import { fieldsOf, isArrayName, isStructName } from './type-names.js';
import { shown } from './warnings.js';
import { checkTypeName } from './xsi-type.js';

/** Reads elements of one type. `path` names the element in warnings: `arg3.settings[0].name`. */
export interface TypeReader {
  /** Undefined for an invalid text. The element is not nil. */
  read(element: Element, path: string, reading: Reading): unknown;
  /** The value of a missing or nil argument of this type; undefined if it may not be missing. */
  empty(): unknown;
}

const NOTHING: Element = newElement('', '', false);

/** The value of an unset primitive field in Java (RI). */
const ZEROS = new Map<TypeName, unknown>([
  ['boolean', false],
  ['int', 0],
  ['long', 0n],
  ['float', 0],
]);

/** For text with child elements, the service takes the text after the last one (RI). */
const stringReader: TypeReader = {
  read(element, path, { lenient, warnings }) {
    const { text, children } = element;
    if (children.length > 0)
      warnings.add(`${path} is text; the elements inside it and the text before them are ignored`);
    const trimmed = trimBlanks(text);
    if (trimmed.length === text.length) return text;
    const fate = lenient ? 'removed because the server is lenient' : 'kept as they are';
    warnings.add(`${path} has blanks at its beginning or end; they are ${fate}`);
    return lenient ? trimmed : text;
  },
  empty: () => '',
};

function noteInt(text: string, value: unknown, path: string, warnings: Reading['warnings']): void {
  if (!isInteger(text)) warnings.add(`${path} is "${quote(text)}", which the service reads as ${value}`);
  else if (isPastInt32(text)) {
    warnings.add(`${path} is ${quote(text)}, more than 32 bits hold; the service reads it as ${value}`);
  }
}

/** The booleans of XML Schema. */
const BOOLEAN = /^\s*(?:true|false|1|0)\s*$/;

function simpleReader(type: SimpleName): TypeReader {
  return {
    read(element, path, { warnings }) {
      if (element.children.length > 0)
        warnings.add(`${path} is ${type}; the elements inside it and the text before them are ignored`);
      const { text, textBefore } = element;
      const value = parseSimple(type, text);
      if (type === 'int' && value !== undefined) noteInt(text, value, path, warnings);
      if (type === 'boolean' && value !== undefined && !BOOLEAN.test(text))
        warnings.add(`${path} ${shown(text)} is no boolean; the service reads it as ${value}`);
      // An invalid number after a child keeps the number before it; a boolean does not (RI).
      return (
        value ?? (textBefore === undefined || type === 'boolean' ? undefined : parseSimple(type, textBefore))
      );
    },
    empty: () => undefined,
  };
}

/** The member of a list: null for a nil one, and for one that is not readable (RI). */
function readMember(
  type: TypeName,
  reader: TypeReader,
  element: Element,
  path: string,
  reading: Reading,
): unknown {
  if (element.nil) return null;
  const value = reader.read(element, path, reading);
  if (value === undefined)
    reading.warnings.add(`${path} ${shown(element.text)} is no ${type}; it is read as null`);
  return value ?? null;
}

function arrayReader(name: ArrayName, version: Version): TypeReader {
  const type = ARRAYS[name];
  const reader = typeReader(type, version);
  return {
    read(element, path, reading) {
      const items: unknown[] = [];
      let index = 0;
      for (const child of seenChildren(element, path, reading, (local) => local === 'item')) {
        items.push(readMember(type, reader, child, `${path}.item[${index}]`, reading));
        index += 1;
      }
      return items;
    },
    empty: () => [],
  };
}

function readField(
  field: Field,
  reader: TypeReader,
  element: Element,
  path: string,
  reading: Reading,
): unknown {
  // The service does not look at xsi:nil here: a nil text is '', a nil structure has its defaults (RI).
  if (element.nil) reading.warnings.add(`${path} is nil; its content is read`);
  // It reads the name of a text's type, and then the text in any case (RI).
  if (field.type === 'string' && !reading.lenient) checkTypeName(element);
  const value = reader.read(element, path, reading);
  if (value === undefined) {
    reading.warnings.add(
      `${path} ${shown(element.text)} is no ${field.type}; it is read as ${unset(field) ?? 'unset'}`,
    );
  }
  return value;
}

function unset(field: Field): unknown {
  if (field.occurs === 'list') return [];
  return field.occurs === 'required' ? ZEROS.get(field.type) : undefined;
}

function structReader(name: StructName, version: Version): TypeReader {
  const fields = new Map(
    fieldsOf(name, version).map((field) => [field.name, { field, reader: typeReader(field.type, version) }]),
  );

  function read(element: Element, path: string, reading: Reading): unknown {
    const lists = new Map<string, unknown[]>();
    const values = new Map<string, unknown>();
    for (const child of seenChildren(element, path, reading, (local) => fields.has(local))) {
      const known = fields.get(child.local);
      if (known === undefined) continue;
      const { field, reader } = known;
      if (field.occurs === 'list') {
        const list = lists.get(field.name) ?? [];
        const member = readMember(
          field.type,
          reader,
          child,
          `${path}.${field.name}[${list.length}]`,
          reading,
        );
        list.push(member);
        lists.set(field.name, list);
      } else {
        if (values.has(field.name))
          reading.warnings.add(`${path}.${field.name} is repeated; the last one counts`);
        values.set(field.name, readField(field, reader, child, `${path}.${field.name}`, reading));
      }
    }
    const struct: Record<string, unknown> = {};
    for (const { field } of fields.values()) {
      const value = lists.get(field.name) ?? values.get(field.name) ?? unset(field);
      if (value !== undefined) struct[field.name] = value;
    }
    return struct;
  }

  return { read, empty: () => read(NOTHING, '', { lenient: false, warnings: { add: () => undefined } }) };
}

function compile(type: TypeName, version: Version): TypeReader {
  if (type === 'string') return stringReader;
  if (isArrayName(type)) return arrayReader(type, version);
  return isStructName(type) ? structReader(type, version) : simpleReader(type);
}

const compiled = new Map<string, TypeReader>();

/** The reader of a type, compiled once from the contract. */
export function typeReader(type: TypeName, version: Version): TypeReader {
  const key = `${version} ${type}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const reader = compile(type, version);
  compiled.set(key, reader);
  return reader;
}
