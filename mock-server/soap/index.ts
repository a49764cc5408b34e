/**
 * The SOAP layer: reads calls from bytes, and writes results and faults to bytes. Portable. It knows the type table of
 * the contract, and nothing of the world.
 */

import { latePart } from '../late-parts.js';

export type { Call } from './arguments.js';
export {
  type CallOptions,
  type CallReader,
  openCall,
  type ReadCall,
  type RefusedCall,
} from './call-reader.js';
export { type Charset, charsetNamed, detectByBytes, detectNamed } from './charset.js';
export { charsetParameter } from './content-type.js';
export type { Dialect } from './dialect/dialect.js';
export { type FaultCode, SoapFault } from './faults.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export { encodeFault, encodeNoReturn, encodeResult, LongBody, type SoapResponse } from './response.js';
export { isInteger, parseSimple, type SimpleName, writeDateTime } from './simple-types.js';
export { isArrayName, isStructName } from './type-names.js';

/** Loads `dialectOf` and `respell`. Not exported directly, so that a server without dialects never loads them. */
export const loadDialects = latePart(() => import('./dialect/index.js'));
