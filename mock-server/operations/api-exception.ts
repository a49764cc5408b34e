import { WorldError } from '../world/index.js';

/** Where the made-up Java class names live; the real ones are not known. */
const PACKAGE = 'com.pmstation.shared.soap.api';

/** The fault that jax3 declares. `details` and `exceptionClass` travel in its detail (wsdl). */
export class ApiException extends Error {
  override readonly name = 'ApiException';
  readonly details: string;
  readonly exceptionClass: string;

  constructor(message: string, kind = 'ApiException') {
    super(message);
    this.details = message;
    this.exceptionClass = `${PACKAGE}.${kind}`;
  }

  /** A failure of the world as the fault that reports it; anything else as it is. */
  static from(error: unknown): unknown {
    return error instanceof WorldError ? new ApiException(error.message, `${error.name}Exception`) : error;
  }
}
