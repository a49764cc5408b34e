import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { parse } from 'yaml';
import { BLOCKS, type Block } from '../conformance/scenarios/corners/dimensions.js';
import { ownCornersSchema, withOwnCorners } from '../conformance/scenarios/corners/own-corners.js';
import { UsageError } from './watched-run.js';

/**
 * The corners of the kit and those of a file, YAML or JSON.
 * @throws UsageError when the file cannot be read, with the place of the first mistake
 */
export async function readOwnCorners(path: string): Promise<readonly Block[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`the corners ${path} could not be read: ${error.message}`);
  });
  const found = v.safeParse(ownCornersSchema, parsed(path, text), { abortEarly: true });
  if (found.success) return withOwnCorners(BLOCKS, found.output);
  const [issue] = found.issues;
  const place = v.getDotPath(issue) ?? 'the whole';
  const known = Object.keys(ownCornersSchema.entries).join(', ');
  const message = issue.expected === 'never' ? `is not known: there are ${known}` : issue.message;
  throw new UsageError(`${path}: ${place} ${message}`);
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text) ?? {};
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message.split('\n', 1)[0]}`);
  }
}
