import type { ServerRequirement } from './server-requirement.js';

export const ANSWERED: ServerRequirement = {
  id: 'SV-90',
  title: 'Every request is answered with a whole reply or a fault.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'SOAP 1.1 over HTTP' },
};

export const UNKNOWN_FUNCTION: ServerRequirement = {
  id: 'SV-91',
  title: 'A function that there is not is answered with a fault and HTTP status 500.',
  level: 'must',
  evidence: { source: 'RI', about: 'dispatch; SOAP 1.1, section 6.2' },
};

export const BAD_XML: ServerRequirement = {
  id: 'SV-92',
  title: 'A call that cannot be read is answered with a fault or a status of 4xx.',
  level: 'must',
  evidence: { source: 'RI', about: 'XML reader errors' },
};

export const ANY_PREFIX: ServerRequirement = {
  id: 'SV-93',
  title: 'Prefixes of namespaces and blanks between elements make no difference.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'namespaces' },
};

export const PARTS_BY_NAME: ServerRequirement = {
  id: 'SV-94',
  title: 'Arguments are known by their names: they may come in any order, and further ones are passed over.',
  level: 'should',
  evidence: { source: 'client', about: 'a third argument of getNewFileDataCenter; RI: any order' },
};

export const TOOLKIT_MARKS: ServerRequirement = {
  id: 'SV-95',
  title: 'Types on arguments, and any SOAPAction or none, make no difference.',
  level: 'should',
  evidence: { source: 'client', about: 'xsi:type; SOAPAction with the address of the service' },
};

export const DESCRIBED: ServerRequirement = {
  id: 'SV-96',
  title: 'The description is served at ?wsdl and names this address and every function.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'port and port type' },
};

export const IMPORTS_SERVED: ServerRequirement = {
  id: 'SV-97',
  title: 'What the description imports is served, too.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'types' },
};

export const WIDE_NUMBERS: ServerRequirement = {
  id: 'SV-98',
  title: 'Numbers of 64 bits keep all their bits: a number near an id is not that id.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'xsd:long' },
};

export const AS_DESCRIBED: ServerRequirement = {
  id: 'SV-99',
  title: 'Replies are written as the description says, to the letter.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'types and their order; namespaces' },
};
