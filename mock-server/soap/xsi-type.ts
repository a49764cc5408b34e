import { ARRAYS, type PrimitiveName, SERVICE_NAMESPACE, STRUCTS } from '../../wsdl/contract.js';
import type { Element } from './element.js';
import { type QualifiedName, refusals } from './faults.js';
import { isInteger, parseSimple } from './simple-types.js';
import { trimBlanks } from './text.js';

/** The value of a class that the parameter cannot hold: the call fails (RI). */
export const MISFIT: unique symbol = Symbol('misfit');

/** The namespace of the built-in types. */
export const SCHEMA_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';
const ARRAY_NAMESPACE = 'http://jaxb.dev.java.net/array';

/** The Java classes that JAXB reads values as, by what matters here. */
type JavaClass =
  | 'String'
  | 'Boolean'
  | 'Byte'
  | 'Short'
  | 'Integer'
  | 'Long'
  | 'BigInteger'
  | 'BigDecimal'
  | 'number'
  | 'calendar'
  | 'duration'
  | 'QName'
  | 'bytes'
  | 'bean';

/** Built-in types of XML Schema by the class that JAXB gives them; it ignores xsi:type for all others, such as anyType (RI). */
const BUILT_IN: Readonly<Record<JavaClass, readonly string[]>> = {
  String: [
    'string',
    'normalizedString',
    'token',
    'language',
    'Name',
    'NCName',
    'NMTOKEN',
    'ENTITY',
    'anySimpleType',
    'anyURI',
  ],
  Boolean: ['boolean'],
  Byte: ['byte'],
  Short: ['short', 'unsignedByte'],
  Integer: ['int', 'unsignedShort'],
  Long: ['long', 'unsignedInt'],
  BigInteger: [
    'integer',
    'nonPositiveInteger',
    'negativeInteger',
    'nonNegativeInteger',
    'positiveInteger',
    'unsignedLong',
  ],
  BigDecimal: ['decimal'],
  number: ['float', 'double'],
  calendar: ['dateTime', 'time', 'date', 'gYearMonth', 'gYear', 'gMonthDay', 'gDay', 'gMonth'],
  duration: ['duration'],
  QName: ['QName'],
  bytes: ['hexBinary', 'base64Binary'],
  bean: [],
};

const CLASSES: ReadonlyMap<string, JavaClass> = new Map(
  Object.entries(BUILT_IN).flatMap(([name, types]) =>
    types.map((type) => [type, name as JavaClass] as const),
  ),
);

/** The class that xsi:type asks for; undefined for a type that JAXB does not know: then it ignores xsi:type. */
function classOf({ uri, local }: QualifiedName): JavaClass | undefined {
  if (uri === SCHEMA_NAMESPACE) return CLASSES.get(local);
  const isBean =
    (uri === SERVICE_NAMESPACE &&
      (Object.hasOwn(STRUCTS, local) || (Object.hasOwn(ARRAYS, local) && !isJaxbArray(local)))) ||
    (uri === ARRAY_NAMESPACE && isJaxbArray(local));
  return isBean ? 'bean' : undefined;
}

const isJaxbArray = (name: string): boolean => name === 'longArray' || name === 'stringArray';

const WIDTHS = { Byte: 8, Short: 16, Integer: 32 } as const;

const ZONE = '(?:Z|[+-]\\d\\d:\\d\\d)?';
const TIME = '\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?';
const YEAR = '-?\\d{4,}';
/** Digits of any script, as in Java. */
const DECIMAL = /^[+-]?(?:\p{Nd}+(?:\.\p{Nd}*)?|\.\p{Nd}+)(?:[eE][+-]?\p{Nd}+)?$/u;

/** Any of the eight forms, whichever of them xsi:type names (RI). */
const CALENDAR = new RegExp(
  `^(?:${YEAR}(?:-\\d\\d(?:-\\d\\d(?:T${TIME})?)?)?|${TIME}|--\\d\\d(?:-\\d\\d|--)?|---\\d\\d)${ZONE}$`,
);
const DURATION = /^-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;

/** The value that JAXB reads: MISFIT for one of a class without use here; undefined for an unreadable text. */
function readAs(javaClass: JavaClass, text: string): unknown {
  switch (javaClass) {
    case 'String':
      return text;
    case 'Boolean':
      return parseSimple('boolean', text);
    case 'Byte':
    case 'Short':
    case 'Integer': {
      const value = parseSimple('int', text);
      return value === undefined
        ? undefined
        : Number(BigInt.asIntN(WIDTHS[javaClass], BigInt(Number(value))));
    }
    case 'Long':
      return parseSimple('long', text);
    case 'BigInteger':
      return isInteger(text) ? MISFIT : undefined;
    case 'BigDecimal':
      return DECIMAL.test(trimBlanks(text)) ? MISFIT : undefined;
    case 'number':
      return parseSimple('float', text) === undefined ? undefined : MISFIT;
    case 'calendar':
      return CALENDAR.test(trimBlanks(text)) ? MISFIT : undefined;
    case 'duration':
      return DURATION.test(trimBlanks(text)) ? MISFIT : undefined;
    // A prefix is taken for an unbound one.
    case 'QName':
      return trimBlanks(text) !== '' && trimBlanks(text).indexOf(':') <= 0 ? MISFIT : undefined;
    // Bytes as Base64, for which JAXB has a table of 128 characters (RI).
    case 'bytes':
      return /[^\0-\x7f]/.test(text) ? undefined : MISFIT;
    case 'bean':
      return MISFIT;
  }
}

/** Classes that Java converts to the type of a parameter. */
const FITS: Readonly<Partial<Record<PrimitiveName, readonly JavaClass[]>>> = {
  string: ['String'],
  boolean: ['Boolean'],
  int: ['Byte', 'Short', 'Integer'],
  long: ['Byte', 'Short', 'Integer', 'Long'],
};

/** How an argument is read whose xsi:type names a class: by that class, not by the description (RI). */
export function readerAs(
  type: QualifiedName,
  parameter: PrimitiveName,
): ((element: Element) => unknown) | undefined {
  const javaClass = classOf(type);
  if (javaClass === undefined) return undefined;
  return ({ text, textBefore }) => {
    // As in other numbers, an invalid text after a child keeps the one before it (RI).
    const before = javaClass === 'Boolean' ? undefined : textBefore;
    const value = readAs(javaClass, text) ?? (before === undefined ? undefined : readAs(javaClass, before));
    if (value === undefined) return undefined;
    if (!FITS[parameter]?.includes(javaClass)) return MISFIT;
    return parameter === 'long' && typeof value === 'number' ? BigInt(value) : value;
  };
}

/** @throws SoapFault if xsi:type of a text or a number is no name, or its prefix is not bound (RI) */
export function checkTypeName({ type }: Element): void {
  if (type === undefined) return;
  if ('unbound' in type) throw refusals.unboundPrefix(type.unbound);
  if (type.local === '' && type.uri === '') throw refusals.emptyTypeName();
}
