// Apart from report.ts: commands that write no report load none of the formats.
import { formatsFor } from '../reports/formats.js';
import { worded } from './report.js';

/** Every format that a report can be written to a file in. */
export const FORMATS = formatsFor(worded);
