/** The seed of one requirement, so that its cases do not depend on which others are run. FNV-1a, 32 bits. */
export function seedOf(seed: number, id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${seed} ${id}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
