/** A malformed request. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly status = 400;
}
