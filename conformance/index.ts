export { OptionsError } from '../mock-server/schemas/read-options.js';
export type { ClientRequirement, Observation } from './client-suite/requirement.js';
export { REQUIREMENTS } from './client-suite/requirements/index.js';
export type { ConformanceCase } from './client-suite/scenarios/case.js';
export {
  AdapterError,
  type ClientInfo,
  type ClientSession,
  type ClientUnderTest,
  OPERATIONS,
  type OperationName,
  type Said,
  type Target,
} from './drivers/client-under-test.js';
export { type ExecOptions, execClient } from './drivers/exec-client.js';
export { type ClientFunction, type ClientObject, inProcessClient } from './drivers/in-process-client.js';
export { stdioClient } from './drivers/stdio-client.js';
export type { StdioOptions } from './drivers/stdio-peer.js';
export { ChoiceError } from './engine/choice.js';
export type { ClientRunEvents, RunOptions } from './engine/options.js';
export { type KnownFailure, type KnownFailures, readKnownFailures } from './engine/records/known-failures.js';
export { type Replay, readToken, writeToken } from './engine/records/token.js';
export { TokenError } from './engine/records/token-packing.js';
export type { Level, Verdict } from './engine/requirement.js';
export { runConformance } from './engine/run-conformance.js';
export { exitCode } from './engine/verdict.js';
export { FORMATS, type FormatName } from './reports/formats.js';
export { ReportError, readReport } from './reports/read-report.js';
export type {
  Counterexample,
  Report,
  ReportVerdict,
  RequirementResult,
  Status,
  Trouble,
} from './reports/report.js';
export type { ClientSubject, ServerSubject, Subject } from './reports/subject.js';
