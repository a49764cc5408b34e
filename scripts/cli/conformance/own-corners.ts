import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { isMap, isNode } from 'yaml';
import { BLOCKS, type Block } from '../../../conformance/client-suite/index.js';
import {
  ownCornersSchema,
  withOwnCorners,
} from '../../../conformance/client-suite/scenarios/corners/own-corners.js';
import { placeIn, readYaml, YamlProblem } from '../../../mock-server/fixture/read-yaml.js';
import { pathText } from '../../../mock-server/schemas/path-text.js';
import { finish } from '../../../mock-server/world/index.js';
import { UsageError } from './suite-run.js';

/** More than a handwritten file has. */
const MOST_PIECES = 100_000;

/**
 * The corners of the kit and those of a YAML or JSON file.
 * @throws UsageError if the file cannot be read, with the position of the first mistake
 */
export async function readOwnCorners(path: string): Promise<readonly Block[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`the corners ${path} could not be read: ${error.message}`);
  });
  const complain = (offset: number, message: string): UsageError =>
    new UsageError(`${placeIn(text, path, offset)}: ${message}`);
  try {
    const { document, value } = finish(readYaml(text, { most: MOST_PIECES }));
    if (document.contents !== null && !isMap(document.contents))
      throw complain(0, 'corners must be a table of lists, such as names: [a b.txt]');
    const found = v.safeParse(ownCornersSchema, value ?? {}, { abortEarly: true });
    if (found.success) return withOwnCorners(BLOCKS, found.output);
    const [issue] = found.issues;
    const steps = (issue.path ?? []).map(({ key }) => key as PropertyKey);
    const node: unknown = document.getIn(steps, true);
    throw complain(isNode(node) ? (node.range?.[0] ?? 0) : 0, `${pathText(steps)} ${issue.message}`.trim());
  } catch (error) {
    throw error instanceof YamlProblem ? complain(error.offset, error.message) : error;
  }
}
