import { latePart } from '../late-parts.js';

export type { Call } from './arguments.js';
export {
  type CallOptions,
  type CallReader,
  openCall,
  type ReadCall,
  type RefusedCall,
} from './call-reader.js';
export { type Charset, charsetNamed } from './charset.js';
export { detectByBytes, detectNamed } from './charset-detection.js';
export { charsetParameter } from './content-type.js';
export type { Dialect } from './dialect/dialect.js';
export { type FaultCode, SoapFault } from './fault.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export { LongBody } from './long-body.js';
export { encodeFault, encodeNoReturn, encodeResult, type Reply } from './reply.js';
export { isInteger, parseSimple, type SimpleName, writeDateTime } from './simple-types.js';
export { isArrayName, isStructName } from './type-names.js';

/**
 * The SOAP layer: bytes to a call, a result or fault to bytes. It knows the contract's type table and nothing of the
 * world, and runs wherever JavaScript does.
 */

/** Loads `dialectOf` and `respell`. Not exported as such, so that a server that is asked for no dialect never reads them. */
export const loadDialects = latePart(() => import('./dialect/index.js'));
