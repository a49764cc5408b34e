import * as v from 'valibot';
import { strictTable } from '../../../../mock-server/schemas/input-schemas.js';
import { whole } from '../../../../mock-server/schemas/numbers.js';
import { CONTENTS } from './contents.js';
import { type Corner, corner } from './corner.js';
import type { Block, Dimension } from './dimensions.js';

const text = v.string('must be a text');
const longText = v.pipe(text, v.regex(/^\d{1,19}$/, 'must be a whole number, in quotes'));
const bytes = whole(0, 64 << 20, 'must be a whole number of bytes, 64 MiB at most');

const listOf = <Schema extends v.GenericSchema>(item: Schema) => v.optional(v.array(item, 'must be a list'));

/** Values of a user's own, by what they are put into. */
export const ownCornersSchema = strictTable({
  names: listOf(v.pipe(text, v.nonEmpty('must not be empty'))),
  folders: listOf(v.pipe(text, v.nonEmpty('must not be empty'))),
  logins: listOf(
    v.pipe(text, v.nonEmpty('must not be empty'), v.maxLength(254, 'must have 254 characters at most')),
  ),
  passwords: listOf(
    v.pipe(text, v.nonEmpty('must not be empty'), v.maxLength(256, 'must have 256 characters at most')),
  ),
  sizes: listOf(bytes),
  contents: listOf(
    v.picklist(
      CONTENTS.map(({ value }) => value),
      'must be a kind of content',
    ),
  ),
  firstIds: listOf(longText),
  limits: listOf(longText),
  finishTexts: listOf(v.pipe(text, v.nonEmpty('must not be empty'))),
});

type OwnCorners = v.InferOutput<typeof ownCornersSchema>;

/** The dimensions that each list belongs to, in any block. */
const DIMENSIONS: Readonly<Record<keyof OwnCorners, readonly string[]>> = {
  names: ['name'],
  folders: ['folder', 'name of the folder'],
  logins: ['login'],
  passwords: ['password'],
  sizes: ['size'],
  contents: ['content'],
  firstIds: ['first id'],
  limits: ['free space', 'largest file'],
  finishTexts: ['text of uploadFinishFile'],
};

/** The blocks with further corners. One that a dimension has already is not put in twice. */
export function withOwnCorners(blocks: readonly Block[], own: OwnCorners): Block[] {
  const further = (dimension: Dimension): Corner<unknown>[] =>
    Object.entries(DIMENSIONS)
      .filter(([, names]) => names.includes(dimension.name))
      .flatMap(([list]): readonly unknown[] => own[list as keyof OwnCorners] ?? [])
      .filter((value) => !dimension.corners.some((known) => known.value === value))
      .map((value) => corner<unknown>(value, 'a corner of the user'));
  return blocks.map((block) => ({
    ...block,
    dimensions: block.dimensions.map((dimension) => ({
      ...dimension,
      corners: [...dimension.corners, ...further(dimension)],
    })),
  }));
}
