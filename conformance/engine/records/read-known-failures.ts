import * as v from 'valibot';
import { type Document, isMap, isNode, isScalar } from 'yaml';
import { placeIn, readYaml, YamlProblem, type YamlText } from '../../../mock-server/fixture/read-yaml.js';
import { nearestName } from '../../../mock-server/schemas/nearest-name.js';
import { finish } from '../../../mock-server/world/index.js';
import type { RequirementFacts } from '../requirement.js';
import { type KnownFailures, KnownFailuresError, knownFailuresSchema } from './known-failures.js';

// Apart from what entries are, as only a run with such a list takes the reader of YAML.

/**
 * Reads a list of known failures, YAML or JSON: `UP-07: {reason: ..., expires: 2027-01-31, version: 1.*}`.
 *
 * @param fileName for the error messages
 * @throws KnownFailuresError for the first mistake, also when a requirement does not exist
 */
export function readKnownFailures(
  source: string,
  fileName: string,
  requirements: readonly Pick<RequirementFacts, 'id' | 'title'>[],
): KnownFailures {
  const { document, lines, value } = yamlOf(source, fileName);
  const complain = (offset: number, message: string): KnownFailuresError => {
    const { line, col } = lines.linePos(offset);
    return new KnownFailuresError(`${fileName}:${line}:${col}: ${message}`);
  };

  const { contents } = document;
  if (contents !== null && !isMap(contents)) throw complain(0, 'the list must be a table of ids and reasons');
  const read = v.safeParse(knownFailuresSchema, value ?? {}, { abortEarly: true });
  if (!read.success) {
    const [issue] = read.issues;
    const path = (issue.path ?? []).map(({ key }) => key as PropertyKey);
    throw complain(placeOf(document, path), `${path.join('.')} ${issue.message}`);
  }
  return new Map(
    Object.entries(read.output).map(([id, entry]) => {
      const offset = keyPlace(document, id);
      if (!requirements.some((each) => each.id === id)) throw complain(offset, unknownId(id, requirements));
      return [id, { ...entry, place: `${fileName}:${lines.linePos(offset).line}` }];
    }),
  );
}

/** More than there are requirements, many times over. */
const MOST_PIECES = 100_000;

function yamlOf(source: string, fileName: string): YamlText {
  try {
    return finish(readYaml(source, { most: MOST_PIECES }));
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    throw new KnownFailuresError(`${placeIn(source, fileName, error.offset)}: ${error.message}`);
  }
}

/** Where the value of a path begins; for something that is missing, where it should be. */
function placeOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyPlace({ contents }: Document, id: string): number {
  const pairs = isMap(contents) ? contents.items : [];
  const key = pairs.map((pair) => pair.key).find((each) => isScalar(each) && String(each.value) === id);
  return isScalar(key) ? (key.range?.[0] ?? 0) : 0;
}

function unknownId(written: string, requirements: readonly Pick<RequirementFacts, 'id' | 'title'>[]): string {
  const meant =
    nearestName(
      written,
      requirements.map(({ id }) => id),
    ) ??
    nearestName(
      written,
      requirements.map(({ title }) => title),
    );
  const found = requirements.find(({ id, title }) => id === meant || title === meant);
  const hint = found ? `did you mean ${found.id} (${found.title})?` : 'the subcommand `list` shows them all';
  return `${written} is the id of no requirement; ${hint}`;
}
