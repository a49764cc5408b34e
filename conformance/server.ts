export { OptionsError } from '../mock-server/schemas/read-options.js';
export { type ExchangeLimits, fetchExchange } from './server-suite/peer/fetch-exchange.js';
export { type RawServerOptions, rawServer } from './server-suite/peer/raw-server.js';
export { strongSoapServer } from './server-suite/peer/strong-soap-server.js';
export type { ServerRequirement } from './server-suite/requirement.js';
export { type JudgedRequirement, SERVER_REQUIREMENTS } from './server-suite/requirements/index.js';
export type { ServerRunOptions } from './server-suite/runner/options.js';
export type { ServerAccount } from './server-suite/runner/probe.js';
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
