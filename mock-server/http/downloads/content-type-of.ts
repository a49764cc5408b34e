import database from 'mime-db';

/** Rank of a type by the facet in its name (RFC 6838, section 3). */
const FACETS: Readonly<Record<string, number>> = { 'prs.': 100, 'x-': 200, 'x.': 300, 'vnd.': 400 };

const SOURCES: Readonly<Record<string, number>> = { nginx: 10, apache: 20, iana: 40 };

/** application/xml before text/xml, video/mp4 before audio/mp4 and application/mp4. */
const KINDS: Readonly<Record<string, number>> = { application: 1, font: 2, audio: 2, video: 3 };

let types: ReadonlyMap<string, string> | undefined;

/** The Content-Type of a file by its extension; undefined for an unknown one. */
export function contentTypeOf(name: string): string | undefined {
  const [, ending] = /[^/]\.([^./]*)\/*$/.exec(name) ?? [];
  types ??= preferredTypes();
  const type = ending === undefined || ending === '' ? undefined : types.get(ending.toLowerCase());
  if (type === undefined) return undefined;
  const charset = database[type]?.charset ?? (type.startsWith('text/') ? 'utf-8' : undefined);
  return charset === undefined ? type : `${type}; charset=${charset.toLowerCase()}`;
}

function preferredTypes(): Map<string, string> {
  const preferred = new Map<string, string>();
  for (const [type, { extensions = [] }] of Object.entries(database)) {
    for (const ending of extensions) {
      const known = preferred.get(ending);
      if (known === undefined || scoreOf(known) <= scoreOf(type)) preferred.set(ending, type);
    }
  }
  return preferred;
}

/** Ranks types as the package mime-types does: official types first, then the shorter ones. */
function scoreOf(type: string): number {
  if (type === 'application/octet-stream') return 0;
  const [kind = '', subtype = ''] = type.split('/');
  const facet = subtype.replace(/(\.|x-).*/, '$1');
  const source = database[type]?.source ?? '';
  return (FACETS[facet] ?? 900) + (SOURCES[source] ?? 30) + (KINDS[kind] ?? 0) + 1 - type.length / 100;
}
