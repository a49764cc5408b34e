/**
 * A rule that cannot be one. `path` is the place in it, such as `do[0].ms`, and `problem` says what is wrong there, so
 * that both together make a sentence.
 */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path === '' ? 'the rule' : path} ${problem}`);
  }
}

/** A path as a text: names are joined by dots, numbers stand in brackets. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`))
    .join('');
}
