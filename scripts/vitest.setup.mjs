import { build } from './prepare.mjs';

// Tests of the command line and of the benchmark's servers run what is in dist/, so it has to be fresh.
export const setup = build;
