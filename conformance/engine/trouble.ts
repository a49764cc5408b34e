import type { Trouble } from './findings.js';

/** Something went wrong besides what is judged. `blame` says in which program. */
export class Troubled extends Error {
  override readonly name = 'Troubled';

  constructor(
    readonly blame: Trouble['blame'],
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** From anything that was thrown: what is no `Troubled` is a mistake of the kit. */
  static from(error: unknown): Troubled {
    if (error instanceof Troubled) return error;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return new Troubled('harness', text, { cause: error });
  }

  about(requirement?: string): Trouble {
    const { blame, message } = this;
    return requirement === undefined ? { blame, message } : { blame, requirement, message };
  }
}
