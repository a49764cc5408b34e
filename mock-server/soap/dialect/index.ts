/** Wire dialects: the same SOAP response in any legal spelling. Loaded on first use. */
export type { Dialect, ResponseFacts } from './dialect.js';
export { dialectOf } from './dialect-of.js';
export { respell } from './respell.js';
