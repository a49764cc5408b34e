/**
 * An exported snapshot with a mistake. `path` is its place, such as `state.accounts[0].login`; the problem
 * follows it in the message.
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
