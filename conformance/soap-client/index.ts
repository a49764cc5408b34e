export { decodeXml } from './decode-xml.js';
export { contentOf, faultIn, isFault, type SoapFault } from './envelope.js';
export { type Description, readDescription } from './read-description.js';
export { isRead, type Reading, readValue, ValueError } from './read-value.js';
export { PLAIN, type Spelling, writeCall, writeEnvelope } from './write-call.js';
export { NIL, type Written, writeArguments, writeValue } from './write-value.js';
export { childOf, readXml, type XmlElement, XmlError } from './xml-tree.js';
