import database from 'mime-db';

/** How official a type is that has a facet in its name (RFC 6838, section 3). */
const FACETS: Readonly<Record<string, number>> = { 'prs.': 100, 'x-': 200, 'x.': 300, 'vnd.': 400 };

const SOURCES: Readonly<Record<string, number>> = { nginx: 10, apache: 20, iana: 40 };

/** application/xml outdoes text/xml, video/mp4 outdoes audio/mp4 and application/mp4. */
const KINDS: Readonly<Record<string, number>> = { application: 1, font: 2, audio: 2, video: 3 };

let types: ReadonlyMap<string, string> | undefined;

/** The Content-Type of a file by the ending of its name; undefined when the ending says nothing. */
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

/** The order of the package mime-types: more official types first, of equals the shorter one. */
function scoreOf(type: string): number {
  if (type === 'application/octet-stream') return 0;
  const [kind = '', subtype = ''] = type.split('/');
  const facet = subtype.replace(/(\.|x-).*/, '$1');
  const source = database[type]?.source ?? '';
  return (FACETS[facet] ?? 900) + (SOURCES[source] ?? 30) + (KINDS[kind] ?? 0) + 1 - type.length / 100;
}
