/** An invalid rule. `path` is the position in it, such as `do[0].ms`; `path` and `problem` together are a sentence. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path === '' ? 'the rule' : path} ${problem}`);
  }
}

/** A path as text: names are joined by dots, numbers are in brackets. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`))
    .join('');
}
