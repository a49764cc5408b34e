/** A request that the client got wrong, so that nobody can answer it. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly status = 400;
}
