const BITS = (1n << 64n) - 1n;

/** Undoes `x ^= x >> shift` of 64-bit numbers. */
function undoShift(mixed: bigint, shift: bigint): bigint {
  let value = mixed;
  for (let known = shift; known < 64n; known += shift) value = mixed ^ (value >> shift);
  return value;
}

/** The inverse of an odd number modulo 2^64, by Newton's iteration. */
function inverse(odd: bigint): bigint {
  let found = odd;
  for (let round = 0; round < 6; round++) found = (found * (2n - odd * found)) & BITS;
  return found;
}

/** The number whose ComputeLongHash is this one; V8 hashes bigints with it. */
function unmixed(mixed: bigint): bigint {
  let value = (undoShift(mixed, 22n) * inverse(65n)) & BITS;
  value = (undoShift(value, 11n) * inverse(21n)) & BITS;
  return ((undoShift(value, 31n) + 1n) * inverse((1n << 18n) - 1n)) & BITS;
}

/** Bigint ids above 0 and below 2^63 that share one bucket in a Map of V8. */
export function idsOfOneBucket(count: number): bigint[] {
  const ids: bigint[] = [];
  for (let high = 1n; ids.length < count; high++) {
    const id = unmixed((high << 30n) | 12_345n);
    if (id > 0n && id < 1n << 63n) ids.push(id);
  }
  return ids;
}
