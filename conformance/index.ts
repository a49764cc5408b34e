export { OptionsError } from '../mock-server/schemas/read-options.js';
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
export { REQUIREMENTS } from './requirements/index.js';
export type { Level, Requirement, Verdict, Witnesses } from './requirements/requirement.js';
export { ChoiceError } from './runner/choice.js';
export { type KnownFailure, type KnownFailures, readKnownFailures } from './runner/known-failures.js';
export type { ClientRunEvents, RunOptions } from './runner/options.js';
export { runConformance } from './runner/run-conformance.js';
export { type Replay, readToken, writeToken } from './runner/token.js';
export { TokenError } from './runner/token-packing.js';
export { exitCode } from './runner/verdict.js';
export type { ConformanceCase } from './scenarios/case.js';
