export * from './client-under-test.js';
export { type ExecOptions, execClient } from './exec-client.js';
export { type ClientFunction, type ClientObject, inProcessClient } from './in-process-client.js';
export { stdioClient } from './stdio-client.js';
export type { StdioOptions } from './stdio-peer.js';
