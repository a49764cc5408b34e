export { OptionsError } from '../mock-server/schemas/read-options.js';
export {
  type ClientRequirement,
  type ClientRunEvents,
  type ConformanceCase,
  type Observation,
  type Replay,
  type RunOptions,
  readToken,
  runConformance,
  writeToken,
} from './client-suite/index.js';
export { readReport } from './client-suite/report.js';
export { FORMATS } from './client-suite/report-formats.js';
export { REQUIREMENTS } from './client-suite/requirements/index.js';
export {
  AdapterError,
  type ClientFunction,
  type ClientInfo,
  type ClientObject,
  type ClientOutcome,
  type ClientSession,
  type ClientUnderTest,
  type ExecOptions,
  execClient,
  inProcessClient,
  OPERATIONS,
  type OperationName,
  type StdioOptions,
  stdioClient,
  type Target,
} from './drivers/index.js';
export {
  ChoiceError,
  exitCode,
  type KnownFailure,
  type KnownFailures,
  type Level,
  TokenError,
  type Verdict,
} from './engine/index.js';
export { readKnownFailures } from './engine/records/read-known-failures.js';
export type { FormatName } from './reports/formats.js';
export type {
  ClientSubject,
  Counterexample,
  Report,
  ReportVerdict,
  RequirementResult,
  ServerSubject,
  Status,
  Subject,
  Trouble,
} from './reports/index.js';
export { ReportError } from './reports/read-report.js';
