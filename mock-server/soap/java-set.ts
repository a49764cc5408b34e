/** `String.hashCode` of Java. 32 bits. */
function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The names as a `HashSet` of `QName` lists them: each once, in the order of its buckets (RI). */
export function inJavaOrder<Name extends { readonly uri: string; readonly local: string }>(
  names: readonly Name[],
): readonly Name[] {
  const distinct = [...new Map(names.map((name) => [`{${name.uri}}${name.local}`, name])).values()];
  let buckets = 16;
  while (distinct.length > 0.75 * buckets) buckets *= 2;
  const bucketOf = ({ uri, local }: Name): number => {
    const hash = hashOf(uri) ^ hashOf(local);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return distinct.toSorted((a, b) => bucketOf(a) - bucketOf(b));
}
