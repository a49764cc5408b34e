export { type ExchangeLimits, fetchExchange } from './peer/fetch-exchange.js';
export { type RawServerOptions, rawServer } from './peer/raw-server.js';
export { strongSoapServer } from './peer/strong-soap-server.js';
export type { ServerRequirement } from './requirement.js';
export { type JudgedRequirement, SERVER_REQUIREMENTS } from './requirements/index.js';
export type { ServerRunOptions } from './runner/options.js';
export type { ServerAccount, StepData } from './runner/probe.js';
export type { Seen } from './runner/run-sequence.js';
export { runServerSuite } from './runner/run-server-suite.js';
export { serverStory } from './runner/story.js';
export { SERVER_TOKENS } from './runner/tokens.js';
export {
  type CallOutcome,
  type Exchange,
  type Exchanged,
  type HttpReply,
  type HttpRequest,
  NoAnswerError,
  type ServerUnderTest,
} from './server-under-test.js';
export { Sequence } from './steps/sequence.js';
