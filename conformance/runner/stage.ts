import type { ClientUnderTest } from '../drivers/client-under-test.js';
import type { Witnesses } from '../requirements/requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';

/** Where cases are run. */
export interface Stage {
  run(client: ClientUnderTest, situation: ConformanceCase): Promise<Witnesses>;
  /** What the fake itself failed at so far: whatever a client does, it must not fail. */
  failures(): readonly string[];
  close(): Promise<void>;
}

/** Makes one. @param timeoutMs how long a call of the client may take */
export type OpenStage = (timeoutMs: number) => Promise<Stage>;
