import type { Version } from '../../../mock-server/index.js';
import type { ClientUnderTest } from '../../drivers/index.js';
import type { Observation } from '../requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';

/** How closely a case is watched. */
export interface Watch {
  /** Whether the journal shows the bytes that went over the wire, too, of a long body the beginning. */
  readonly bytes?: boolean | undefined;
}

/** Where cases are run. */
export interface Testbed {
  /** Sees that kit and fake are well. @throws Troubled when they are not */
  check(): Promise<void>;
  /** Sees that requests of the client come here. @throws Troubled when none does */
  tryOut?(client: ClientUnderTest): Promise<void>;
  run(client: ClientUnderTest, testCase: ConformanceCase, watch?: Watch): Promise<Observation>;
  /** Failures of the fake so far: no request of a client may cause one. */
  failures(): readonly string[];
  close(): Promise<void>;
}

/** What a testbed needs to know of the run. */
export interface TestbedOptions {
  /** How long a call of the client may take. */
  readonly timeoutMs: number;
  /** How many calls the client takes at a time. */
  readonly concurrency: number;
  /** The version of the service that is seen to be well. Default: `jax3`. */
  readonly service?: Version | undefined;
}

/** Opens a testbed for one run. */
export type OpenTestbed = (options: TestbedOptions) => Promise<Testbed>;
