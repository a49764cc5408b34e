import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { WIDE_NUMBERS } from '../../rules/wire.js';
import { reference, references, type Step, stepKind } from '../step.js';

/** Numbers that some types that are too narrow take for the same. */
const DISTANCES = { '1': 1n, '-1': -1n, '2^32': 2n ** 32n } as const;
type Distance = keyof typeof DISTANCES;

/** Asks for a file by a number that is near its id. */
export const askNearId = stepKind({
  does: 'ask near an id',
  entries: { file: reference, distance: v.picklist(['1', '-1', '2^32']) },
  possible: (model, { file }) => model.file(file) !== undefined,
  tell: (model, { file, distance }) =>
    `The suite asked for a file by the id of ${JSON.stringify(model.file(file)?.name)} and ${distance}.`,
  async perform(act, model, { file, distance }) {
    const id = model.file(file)?.id;
    if (id === undefined) return;
    const asked = id + DISTANCES[distance];
    if (asked >= 2n ** 63n) return;
    const outcome = await act.call('getFileInfo', { fileId: asked });
    act.see.that(WIDE_NUMBERS, 'fault' in outcome || outcome.value.id === asked, () => ({
      did: `It told of file ${'value' in outcome ? outcome.value.id : ''} when it was asked for ${asked}.`,
      should: 'It should tell of no other file than the one it is asked for.',
    }));
  },
});

export const questionsNearIds = (): Arbitrary<Step> =>
  askNearId.steps(fc.record({ file: references(), distance: fc.constantFrom<Distance>('1', '-1', '2^32') }));
