export { OptionsError } from '../mock-server/schemas/read-options.js';
export {
  type CallOutcome,
  type Exchange,
  type Exchanged,
  type ExchangeLimits,
  fetchExchange,
  type HttpReply,
  type HttpRequest,
  type JudgedRequirement,
  NoAnswerError,
  type RawServerOptions,
  rawServer,
  runServerSuite,
  SERVER_REQUIREMENTS,
  type Seen,
  type ServerAccount,
  type ServerRequirement,
  type ServerRunOptions,
  type ServerUnderTest,
  strongSoapServer,
} from './server-suite/index.js';
export type { SoapFault } from './soap-client/index.js';
