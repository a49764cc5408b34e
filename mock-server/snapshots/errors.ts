/**
 * An exported snapshot that cannot be read. `path` is the place in it, such as `state.accounts[0].login`; the problem
 * follows it in the message, so that both make a sentence.
 */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';

  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path || 'the snapshot'} ${problem}`);
  }
}
