import { OPERATIONS, type Operation, SERVICE_NAMESPACE, type Version } from './contract.js';
import { ARRAY_NAMESPACE, wireName } from './type-names.js';

/** Differences between the two descriptions, besides their operations (wsdl). */
interface Edition {
  readonly declaresFaults: boolean;
  readonly namesActions: boolean;
}

const EDITIONS: Readonly<Record<Version, Edition>> = {
  jax2: { declaresFaults: false, namesActions: true },
  jax3: { declaresFaults: true, namesActions: false },
};

/** The text of `<version>.wsdl`, for platforms without files. */
export function writeDescription(version: Version): string {
  const edition = EDITIONS[version];
  const operations = Object.values(OPERATIONS).filter(({ since }) => version === 'jax3' || since === 'jax2');
  const actions = edition.namesActions ? ' xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata"' : '';
  return lines(
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="${SERVICE_NAMESPACE}" xmlns:jaxb="${ARRAY_NAMESPACE}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"${actions} targetNamespace="${SERVICE_NAMESPACE}" name="DesktopAppJax2Service">`,
    '<types>',
    ...schemaImport(ARRAY_NAMESPACE, 'array.xsd'),
    ...schemaImport(SERVICE_NAMESPACE, `${version}.xsd`),
    '</types>',
    ...operations.flatMap(messages),
    ...(edition.declaresFaults
      ? message('ApiException', ['<part name="fault" element="tns:ApiException"/>'])
      : []),
    '<portType name="DesktopAppJax2">',
    ...operations.flatMap((operation) => portOperation(operation, edition)),
    '</portType>',
    '<binding name="DesktopAppJax2PortBinding" type="tns:DesktopAppJax2">',
    '<soap:binding transport="http://schemas.xmlsoap.org/soap/http" style="rpc"/>',
    ...operations.flatMap((operation) => boundOperation(operation, edition)),
    '</binding>',
    '<service name="DesktopAppJax2Service">',
    '<port name="DesktopAppJax2Port" binding="tns:DesktopAppJax2PortBinding">',
    `<soap:address location="https://api.4shared.com:443/${version}/DesktopApp"/>`,
    '</port>',
    '</service>',
    '</definitions>',
  );
}

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const schemaImport = (namespace: string, file: string): string[] => [
  '<xsd:schema>',
  `<xsd:import namespace="${namespace}" schemaLocation="${file}"/>`,
  '</xsd:schema>',
];

const message = (name: string, parts: readonly string[]): string[] =>
  parts.length === 0 ? [`<message name="${name}"/>`] : [`<message name="${name}">`, ...parts, '</message>'];

function messages({ name, args, returns }: Operation): string[] {
  const part = (of: string, type: string): string => `<part name="${of}" type="${type}"/>`;
  return [
    ...message(
      name,
      args.map((arg) => part(arg.part, wireName(arg.type, 'xsd'))),
    ),
    ...message(`${name}Response`, returns === null ? [] : [part('return', wireName(returns, 'xsd'))]),
  ];
}

function portOperation({ name, args, faults }: Operation, edition: Edition): string[] {
  const order = args.length === 0 ? '' : ` parameterOrder="${args.map(({ part }) => part).join(' ')}"`;
  const action = (message: string): string =>
    edition.namesActions ? ` wsam:Action="${SERVICE_NAMESPACE}DesktopAppJax2/${message}"` : '';
  return [
    `<operation name="${name}"${order}>`,
    `<input${action(`${name}Request`)} message="tns:${name}"/>`,
    `<output${action(`${name}Response`)} message="tns:${name}Response"/>`,
    ...(edition.declaresFaults && faults ? ['<fault message="tns:ApiException" name="ApiException"/>'] : []),
    '</operation>',
  ];
}

function boundOperation({ name, faults }: Operation, edition: Edition): string[] {
  const body = `<soap:body use="literal" namespace="${SERVICE_NAMESPACE}"/>`;
  const fault = [
    '<fault name="ApiException">',
    '<soap:fault name="ApiException" use="literal"/>',
    '</fault>',
  ];
  return [
    `<operation name="${name}">`,
    '<soap:operation soapAction=""/>',
    ...['<input>', body, '</input>', '<output>', body, '</output>'],
    ...(edition.declaresFaults && faults ? fault : []),
    '</operation>',
  ];
}
