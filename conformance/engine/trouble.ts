import { AdapterError } from '../drivers/client-under-test.js';
import type { Trouble } from '../reports/report.js';
import type { Lateness } from './time/lateness.js';

/** Something went wrong besides what is judged, and somebody is to blame for it. */
export class Troubled extends Error {
  override readonly name = 'Troubled';

  constructor(
    readonly blame: Trouble['blame'],
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whatever was thrown while a case was run: what is not the adapter's is the kit's own. */
  static from(error: unknown): Troubled {
    if (error instanceof Troubled) return error;
    if (error instanceof AdapterError) return new Troubled('adapter', error.message, { cause: error });
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return new Troubled('harness', text, { cause: error });
  }

  about(requirement?: string): Trouble {
    const { blame, message } = this;
    return requirement === undefined ? { blame, message } : { blame, requirement, message };
  }
}

/** What several cases, or those before, have in common may end a program. */
export const unexplained = (cases: number): Troubled =>
  new Troubled(
    'client',
    `The client came to a bad end in ${cases} case${cases === 1 ? '' : 's'} while others were under way, and no case shows why when it is run alone. See what uploads share in one process; with --jobs 1, one case is run after the other.`,
  );

/** What the machine may have caused says nothing of the client. */
export function undecided(lateness?: Lateness): Troubled {
  const why = lateness
    ? `the kit itself was up to ${Math.round(lateness.worst)} ms late while a case was run, so that the client may have run out of time`
    : 'the client did not answer in time once, and did when the case was run again alone';
  return new Troubled(
    'harness',
    `Undecided: the machine is busy. In detail: ${why}. Run it again when less is under way, lower --jobs or raise --timeout.`,
  );
}
