import type { Dialect } from '../dialect.js';

/** Every value of every option that changes the document, alone. */
export const EVERY_OPTION: readonly Dialect[] = [
  {},
  { prefixes: 'other' },
  { prefixes: 'default' },
  { whitespace: true },
  { comments: true },
  { instructions: true },
  { cdata: true },
  { entities: true },
  { quotes: 'single' },
  { quotes: 'double' },
  { declaration: 'none' },
  { declaration: 'bare' },
  { declaration: 'double-quoted' },
  { declaration: 'standalone' },
  { encoding: 'utf-16' },
  { encoding: 'utf-16le' },
  { encoding: 'utf-16be' },
  { encoding: 'iso-8859-1' },
  { bom: true },
  { nil: true },
  { emptyTags: 'short' },
  { emptyTags: 'long' },
  { unknown: true },
];

/** Options that the HTTP layer implements. */
export const TRANSPORT_OPTIONS: readonly Dialect[] = [
  { chunks: 1 },
  { gzip: true },
  { connection: 'close' },
  { faultStatus: 200 },
];
