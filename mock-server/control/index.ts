/** Routes, requests and problems of the control API. The handler (`handle.ts`) is loaded on first use. */

export { PROBLEMS, Problem, type ProblemName } from './problem.js';
export { BodyTooLarge, type ControlResponse, type ServerFacts } from './request.js';
export type { Documented } from './route.js';
