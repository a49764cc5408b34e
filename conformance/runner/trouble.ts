import { AdapterError } from '../drivers/client-under-test.js';
import type { Trouble } from '../reports/report.js';

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
