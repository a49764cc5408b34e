import type { ServerFacts } from '../control/request.js';
import type { Namespaces } from '../namespaces/namespaces.js';
import type { ControlAccess } from './control-gate.js';
import type { PublicAddress } from './public-base.js';
import type { LogSink } from './request-log.js';
import type { CallSettings } from './soap-call.js';

/** Everything that answering requests needs, in one place: the listener and the Express app share one. */
export interface Service {
  readonly namespaces: Namespaces;
  readonly address: PublicAddress;
  readonly calls: CallSettings;
  readonly log: LogSink;
  /** Undefined when there is no control API. */
  readonly control: ControlSettings | undefined;
}

/** What the control API is told of the server. */
export interface ControlSettings {
  readonly access: ControlAccess;
  readonly facts: ServerFacts;
}
