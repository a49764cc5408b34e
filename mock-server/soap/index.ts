import { latePart } from '../late-parts.js';

/**
 * The SOAP layer: bytes to a call, a result or fault to bytes. It knows the contract's type table and nothing of the
 * world, and runs wherever JavaScript does.
 */
export type { Call } from './arguments.js';
export {
  type CallOptions,
  type CallReader,
  openCall,
  type ReadCall,
  type RefusedCall,
} from './call-reader.js';
export type { Dialect } from './dialect/dialect.js';
export { type FaultCode, SoapFault } from './fault.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export { LongBody } from './long-body.js';
export { encodeFault, encodeNoReturn, encodeResult, type Reply } from './reply.js';

/** Loads `dialectOf` and `respell`. Not exported as such, so that a server that is asked for no dialect never reads them. */
export const loadDialects = latePart(() => import('./dialect/index.js'));
