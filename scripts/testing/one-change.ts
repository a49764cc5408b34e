import fc from 'fast-check';

/** Replacements for one value in JSON. */
const strange = fc.constantFrom(
  null,
  true,
  -1,
  0,
  1,
  1.5,
  8,
  2 ** 40,
  '',
  'x',
  '1',
  '-1',
  '01',
  [],
  [[]],
  {},
  { a: 1 },
);

function places(json: unknown, path: readonly string[] = []): string[][] {
  const below = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  return [[...path], ...below.flatMap(([key, member]) => places(member, [...path, key]))];
}

function changed(json: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = Array.isArray(json) ? [...json] : { ...(json as object) };
  const table = copy as Record<string, unknown>;
  if (rest.length === 0 && value === undefined) delete table[key];
  else table[key] = changed(table[key], rest, value);
  return Array.isArray(copy) ? copy.filter((member) => member !== undefined) : copy;
}

/** The same JSON with one value replaced or removed. */
export const oneChange = (json: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...places(json)), fc.oneof(strange, fc.constant(undefined)))
    .map(([path, value]) => changed(json, path, value) ?? null);
