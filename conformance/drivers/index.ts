export * from './client-under-test.js';
export { execClient } from './exec-client.js';
export { type ClientFunction, type ClientObject, inProcessClient } from './in-process-client.js';
export type { ExecOptions, StdioOptions } from './options.js';
export { stdioClient } from './stdio-client.js';
