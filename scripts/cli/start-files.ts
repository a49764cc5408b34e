import { readFile } from 'node:fs/promises';
import { isNode } from 'yaml';
import { type Rule, RuleError } from '../../mock-server/edge-cases/index.js';
import { readRule, readRules } from '../../mock-server/edge-cases/rule-schema.js';
import { placeIn, readYaml, YamlProblem } from '../../mock-server/fixture/read-yaml.js';
import type { SnapshotError } from '../../mock-server/snapshots/index.js';
import { finish } from '../../mock-server/world/index.js';

/** More than a handwritten file of rules has. */
const MOST_PIECES = 1_000_000;

/** Snapshots with more characters are not read again to find the line of a mistake: YAML takes a second for each. */
const MOST_LOCATED = 2_000_000;

/** A parsed YAML or JSON file that finds the places of its values. */
interface LocatedFile {
  readonly value: unknown;
  /** File, line and column of a path such as `[0].do[1].ms`; for a missing value, where it should be. */
  placeOf(path: string): string;
}

/** @throws Error with file, line and column of a mistake in the syntax */
function locatedFile(text: string, fileName: string): LocatedFile {
  try {
    const { document, value } = finish(readYaml(text, { most: MOST_PIECES }));
    return {
      value,
      placeOf(path) {
        const steps = [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([step, index]) =>
          index === undefined ? step : Number(index),
        );
        for (let length = steps.length; length > 0; length--) {
          const node: unknown = document.getIn(steps.slice(0, length), true);
          if (isNode(node) && node.range) return placeIn(text, fileName, node.range[0]);
        }
        return placeIn(text, fileName, 0);
      },
    };
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    throw new Error(`${placeIn(text, fileName, error.offset)}: ${error.message}`);
  }
}

/**
 * Reads the rules of several files, each with one rule or a list of them.
 * @throws Error with file, line, column and path of the first mistake
 */
export async function readRuleFiles(paths: readonly string[]): Promise<readonly Rule[]> {
  const all: Rule[] = [];
  for (const path of paths) {
    const { value, placeOf } = locatedFile(await readUtf8('rules', path), path);
    const mistake = ({ path: where, problem }: RuleError): Error =>
      new Error(`${placeOf(where)}: ${where === '' ? 'the rule' : where} ${problem}`);
    try {
      const rules = Array.isArray(value) ? readRules(value) : [readRule(value)];
      for (const [index, rule] of rules.entries()) {
        if (rule.id !== undefined && all.some(({ id }) => id === rule.id))
          throw new RuleError(
            Array.isArray(value) ? `[${index}].id` : 'id',
            `is the id of an earlier rule: "${rule.id}"`,
          );
        all.push(rule);
      }
    } catch (error) {
      throw error instanceof RuleError ? mistake(error) : error;
    }
  }
  return all;
}

/** An exported snapshot, parsed. */
export interface SnapshotFile {
  readonly json: unknown;
  /** Adds file and line to an error of the import. */
  locate(error: SnapshotError): Error;
}

/** @throws Error with file, line and column of a mistake in the syntax */
export async function readSnapshotFile(path: string): Promise<SnapshotFile> {
  const text = await readUtf8('snapshot', path);
  return {
    json: parseJson(text, path),
    locate(error) {
      const place = text.length > MOST_LOCATED ? path : locatedFile(text, path).placeOf(error.path);
      return new Error(`${place}: ${error.message}`);
    },
  };
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The message of Node 20 has the offset alone.
    const [, offset] = /at position (\d+)/.exec(error.message) ?? [];
    throw new Error(
      `${placeIn(text, path, Number(offset ?? text.length))}: the snapshot is not valid JSON: ${error.message}`,
    );
  }
}

const readUtf8 = (what: string, path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: Error) => {
    throw new Error(`The ${what} ${path} could not be read: ${error.message}`);
  });
