export { OptionsError } from '../mock-server/schemas/read-options.js';
export type { ClientRunEvents, RunOptions } from './client-suite/options.js';
export { readReport } from './client-suite/report.js';
export { FORMATS } from './client-suite/report-formats.js';
export type { ClientRequirement, Observation } from './client-suite/requirement.js';
export { REQUIREMENTS } from './client-suite/requirements/index.js';
export { runConformance } from './client-suite/run-conformance.js';
export type { ConformanceCase } from './client-suite/scenarios/case.js';
export { type Replay, readToken, writeToken } from './client-suite/token.js';
export {
  AdapterError,
  type ClientInfo,
  type ClientOutcome,
  type ClientSession,
  type ClientUnderTest,
  OPERATIONS,
  type OperationName,
  type Target,
} from './drivers/client-under-test.js';
export { execClient } from './drivers/exec-client.js';
export { type ClientFunction, type ClientObject, inProcessClient } from './drivers/in-process-client.js';
export type { ExecOptions, StdioOptions } from './drivers/options.js';
export { stdioClient } from './drivers/stdio-client.js';
export { ChoiceError } from './engine/choice.js';
export type { KnownFailure, KnownFailures } from './engine/records/known-failures.js';
export { readKnownFailures } from './engine/records/read-known-failures.js';
export { TokenError } from './engine/records/token.js';
export type { Level, Verdict } from './engine/requirement.js';
export { exitCode } from './engine/verdict.js';
export type { FormatName } from './reports/formats.js';
export { ReportError } from './reports/read-report.js';
export type {
  Counterexample,
  Report,
  ReportVerdict,
  RequirementResult,
  Status,
  Trouble,
} from './reports/report.js';
export type { ClientSubject, ServerSubject, Subject } from './reports/subject.js';
