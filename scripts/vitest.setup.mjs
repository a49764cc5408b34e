import { build } from './prepare.mjs';

// Tests of the command line and of the benchmark's servers run dist/.
export const setup = build;
