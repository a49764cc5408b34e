import {
  ARRAYS,
  type ArrayName,
  type Field,
  SERVICE_NAMESPACE,
  STRUCTS,
  type StructName,
  type Version,
} from './contract.js';
import { ARRAY_NAMESPACE, isForeign, wireName } from './type-names.js';

const LIST = ' nillable="true" minOccurs="0" maxOccurs="unbounded"';

const OCCURS: Readonly<Record<Field['occurs'], string>> = {
  required: '',
  optional: ' minOccurs="0"',
  list: LIST,
};

/** Types that only jax3 has (wsdl). */
const SINCE_JAX3: ReadonlySet<string> = new Set<StructName>(['faultBean', 'fileUploadInfo']);

/** The text of `<version>.xsd`: the schema of a version's types. */
export function writeSchema(version: Version): string {
  const names = [...Object.keys(STRUCTS), ...Object.keys(ARRAYS).filter((name) => !isForeign(name))]
    .filter((name) => version === 'jax3' || !SINCE_JAX3.has(name))
    .sort((a, b) => (a < b ? -1 : 1));
  return schema(` xmlns:tns="${SERVICE_NAMESPACE}"`, SERVICE_NAMESPACE, [
    ...(version === 'jax3' ? ['<xs:element name="ApiException" type="tns:faultBean"/>'] : []),
    ...names.flatMap((name) => complexType(name, elementsOf(name, version))),
  ]);
}

/** The text of `array.xsd`: the schema of the two arrays of plain values. */
export function writeArraySchema(): string {
  const names = Object.keys(ARRAYS).filter(isForeign);
  return schema(
    '',
    ARRAY_NAMESPACE,
    names.flatMap((name) => complexType(name, elementsOf(name, 'jax3'))),
  );
}

const schema = (prefixes: string, namespace: string, content: readonly string[]): string =>
  `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xs:schema${prefixes} xmlns:xs="http://www.w3.org/2001/XMLSchema" version="1.0" targetNamespace="${namespace}">`,
    ...content,
    '</xs:schema>',
  ].join('\n')}\n`;

const complexType = (name: string, elements: readonly string[]): string[] => [
  `<xs:complexType name="${name}">`,
  '<xs:sequence>',
  ...elements,
  '</xs:sequence>',
  '</xs:complexType>',
];

function elementsOf(name: string, version: Version): string[] {
  if (name in ARRAYS)
    return [`<xs:element name="item" type="${wireName(ARRAYS[name as ArrayName], 'xs')}"${LIST}/>`];
  return STRUCTS[name as StructName]
    .filter(({ since }) => version === 'jax3' || since === 'jax2')
    .map(
      (field) =>
        `<xs:element name="${field.name}" type="${wireName(field.type, 'xs')}"${OCCURS[field.occurs]}/>`,
    );
}
