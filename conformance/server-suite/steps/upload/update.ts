import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { bytesOf, digestOf } from '../../model/content.js';
import { CONTENT_REPLACED } from '../../rules/upload.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { anySizes, contentEntries, cuts, cutsFor, plainNames } from './new-file.js';
import { partsOf } from './parts.js';
import { seeFile } from './see-file.js';
import { finishAs, openSession, post } from './talk.js';

/** Replaces the bytes of a file, and perhaps its name. */
export const updateFile = stepKind({
  does: 'update',
  entries: {
    file: reference,
    /** Empty: it keeps its name. */
    name: v.pipe(v.string(), v.maxLength(400)),
    ...contentEntries,
    cuts,
  },
  possible: (model, { file }) => model.file(file) !== undefined,
  tell: (model, { file, name, size }) =>
    `The suite replaced the bytes of ${JSON.stringify(model.file(file)?.name)} by ${size} others${name === '' ? '' : ` and called it ${JSON.stringify(name)}`}.`,
  async perform(act, model, { file: which, name, size, seed, cuts }) {
    const file = model.file(which);
    if (!file) return;
    const bytes = bytesOf({ size, seed });
    const id = await act.value(CONTENT_REPLACED, 'uploadStartFileUpdate', {
      fileId: file.id,
      name,
      fullSize: BigInt(size),
    });
    act.see.that(CONTENT_REPLACED, id === file.id, () => ({
      did: `It answered uploadStartFileUpdate for file ${file.id} with ${id}.`,
      should: 'It should answer with the id of the file, as that stays the same.',
    }));
    const url = await openSession(act, file.parent);
    for (const part of partsOf(bytes, cuts)) await post(act, url, id, part, CONTENT_REPLACED);
    await finishAs(act, CONTENT_REPLACED, id, digestOf(bytes));
    file.content = { size, seed };
    if (name !== '') file.name = name;
    const rules = { bytes: CONTENT_REPLACED, name: CONTENT_REPLACED, place: CONTENT_REPLACED };
    await seeFile(act, file, rules);
  },
});

export const updates = (): Arbitrary<Step> =>
  updateFile.steps(
    fc.record({
      file: references(),
      name: fc.oneof(fc.constant(''), plainNames()),
      size: anySizes(),
      seed: fc.nat(1000),
      cuts: cutsFor(0, 2),
    }),
  );
