/** A value of one dimension of a case that programs have stumbled over. */
export interface Corner<Value> {
  readonly value: Value;
  /** What stumbles over it, in a few words. */
  readonly why: string;
}

/** A value, and what stumbles over it. */
export const corner = <Value>(value: Value, why: string): Corner<Value> => ({ value, why });

/** Several values that are there for the same reason. */
export const corners = <Value>(why: string, ...values: readonly Value[]): Corner<Value>[] =>
  values.map((value) => corner(value, why));
