/** Wire dialects: the same SOAP answer in any legal spelling. Loaded only where one is asked for. */
export type { Dialect, ReplyFacts } from './dialect.js';
export { dialectOf } from './dialect-of.js';
export { respell } from './respell.js';
