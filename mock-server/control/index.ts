/** Routes, requests and problems of the control API. What handles requests (`handle.ts`) is loaded late. */

export { PROBLEMS, Problem, type ProblemName } from './problem.js';
export { BodyTooLarge, type ControlResponse, type ServerFacts } from './request.js';
export { type Documented, type Route, TOPICS } from './route.js';
