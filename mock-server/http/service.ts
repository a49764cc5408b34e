import type { Namespaces } from '../namespaces/namespaces.js';
import type { PublicAddress } from './public-base.js';
import type { LogSink } from './request-log.js';
import type { CallSettings } from './soap-call.js';

/** Everything that answering requests needs, in one place: the listener and the Express app share one. */
export interface Service {
  readonly namespaces: Namespaces;
  readonly address: PublicAddress;
  readonly calls: CallSettings;
  readonly log: LogSink;
}
