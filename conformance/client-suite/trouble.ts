import { AdapterError } from '../drivers/index.js';
import { type Lateness, Troubled } from '../engine/index.js';

/** Does something with a client. @throws Troubled with the adapter to blame for an AdapterError, and the kit for any other */
export async function blaming<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AdapterError
      ? new Troubled('adapter', error.message, { cause: error })
      : Troubled.from(error);
  }
}

/** What several cases, or those before, have in common may end a program. */
export const unexplained = (cases: number): Troubled =>
  new Troubled(
    'client',
    `The client crashed in ${cases} case${cases === 1 ? '' : 's'} while others were under way, and no case shows why when it is run alone. See what uploads share in one process; with --jobs 1, one case is run after the other.`,
  );

/** What the machine may have caused shows nothing about the client. */
export function undecided(lateness?: Lateness): Troubled {
  const why = lateness
    ? `the kit itself was up to ${Math.round(lateness.worst)} ms late while a case was run, so that the client may have run out of time`
    : 'the client did not answer in time once, and did when the case was run again alone';
  return new Troubled(
    'harness',
    `Undecided: the machine is busy. In detail: ${why}. Run it again when less is under way, lower --jobs or raise --timeout.`,
  );
}
