export {
  AdapterError,
  type ArgumentsOf,
  type ClientInfo,
  type ClientOutcome,
  type ClientSession,
  type ClientUnderTest,
  type ListedItem,
  OPERATIONS,
  type OperationName,
  type Printed,
  type ResultOf,
  type Target,
  type Way,
} from './client-under-test.js';
export { execClient } from './exec-client.js';
export { type ClientFunction, type ClientObject, inProcessClient } from './in-process-client.js';
export { Notes } from './notes.js';
export { type ExecOptions, GRACE_MS, type StdioOptions } from './options.js';
export { outcomeText } from './outcome-text.js';
export type { Call, ReplyOutcome } from './pending-calls.js';
export { kitMessage, publishedClientMessage } from './protocol.js';
export { EXAMPLES } from './read-message.js';
export { stdioClient } from './stdio-client.js';
export { StdioPeer } from './stdio-peer.js';
