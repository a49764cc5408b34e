export { type ClientRunEvents, NO_TIMEOUT_MS, RUN, type RunOptions } from './options.js';
export type { ClientRequirement, Observation } from './requirement.js';
export { runConformance } from './run-conformance.js';
export type { ConformanceCase } from './scenarios/case.js';
export { BLOCKS, type Block, type Dimension } from './scenarios/corners/dimensions.js';
export { DATA_CENTERS } from './scenarios/corners/numbers.js';
export { story } from './story.js';
export { CLIENT_TOKENS, type Replay, readToken, writeToken } from './token.js';
