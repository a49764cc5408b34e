import type { ConformanceCase } from '../case.js';
import { coveringRows, type Row } from '../covering.js';
import { plainCase } from '../scenario.js';
import type { Block } from './dimensions.js';

/** A case in which some dimensions have corners, and plainer ones. */
export interface CornerCase {
  readonly testCase: ConformanceCase;
  /** A text for each corner, which no other corner has. */
  readonly corners: readonly string[];
  /** The first ones have a single corner each, as mostly one is to blame. */
  readonly smaller: () => Iterable<CornerCase>;
}

/** Cases that have every corner of a block. */
export function cornerCases(
  { name, dimensions, plain }: Block,
  { version, seed }: Pick<ConformanceCase, 'version'> & { readonly seed: number },
): CornerCase[] {
  const rows = coveringRows(
    dimensions.map(({ corners, each }) => ({ corners: corners.length, each })),
    EXCLUSIVE.map((names) => names.map((name) => dimensions.findIndex((each) => each.name === name))),
    seed,
  );
  return rows.map((row) => caseOf({ name, dimensions }, { ...plainCase(version), ...plain }, row));
}

/** Dimensions of which a case has one at most. */
const EXCLUSIVE = [
  ['name', 'special name', 'number of files', 'files of a name'],
  ['size', 'whole file'],
  ['content', 'whole file'],
] as const;

function caseOf(block: Pick<Block, 'name' | 'dimensions'>, plain: ConformanceCase, row: Row): CornerCase {
  let testCase = plain;
  const corners: string[] = [];
  for (const [at, chosen] of row.entries()) {
    const dimension = block.dimensions[at];
    const corner = chosen === undefined ? undefined : dimension?.corners[chosen];
    if (!dimension || !corner) continue;
    testCase = dimension.put(testCase, corner.value as never);
    corners.push(`${block.name}, ${dimension.name} ${chosen}`);
  }
  return {
    testCase,
    corners,
    smaller: function* () {
      for (const less of smallerRows(row)) yield caseOf(block, plain, less);
    },
  };
}

/** Each corner alone, then all but one. */
function* smallerRows(row: Row): Generator<Row> {
  const there = [...row.entries()].flatMap(([at, chosen]) => (chosen === undefined ? [] : at));
  if (there.length === 0) return;
  yield row.map(() => undefined);
  if (there.length === 1) return;
  for (const only of there) yield row.map((chosen, at) => (at === only ? chosen : undefined));
  if (there.length > 2)
    for (const without of there) yield row.map((chosen, at) => (at === without ? undefined : chosen));
}
