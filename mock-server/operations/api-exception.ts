import { WorldError } from '../world/index.js';

/** Package of our Java class names; the real ones are not known. */
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

  /** A failure of the world as a fault; any other error unchanged. */
  static from(error: unknown): unknown {
    return error instanceof WorldError ? new ApiException(error.message, `${error.name}Exception`) : error;
  }
}
