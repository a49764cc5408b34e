export { OptionsError } from '../mock-server/schemas/read-options.js';
export { CHECKS } from './server-suite/checks/index.js';
export type { ServerCheck } from './server-suite/checks/server-check.js';
export { type ExchangeLimits, fetchExchange } from './server-suite/peer/fetch-exchange.js';
export { type RawServerOptions, rawServer } from './server-suite/peer/raw-server.js';
export { strongSoapServer } from './server-suite/peer/strong-soap-server.js';
export type { ServerRequirement } from './server-suite/rules/server-requirement.js';
export type { ServerAccount } from './server-suite/runner/act.js';
export type { ServerRunOptions } from './server-suite/runner/options.js';
export type { Seen } from './server-suite/runner/run-sequence.js';
export { runServerSuite } from './server-suite/runner/run-server-suite.js';
export {
  type CallOutcome,
  type Exchange,
  type Exchanged,
  type HttpReply,
  type HttpRequest,
  NoAnswerError,
  type ServerUnderTest,
} from './server-suite/server-under-test.js';
export type { SoapFault } from './soap-client/envelope.js';
