import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { bytesOf, digestOf } from '../../model/content.js';
import { SIDE_BY_SIDE } from '../../rules/upload.js';
import { type Step, stepKind } from '../step.js';
import { anySizes, cuts, cutsFor, newFile, newFiles } from './new-file.js';
import { partsOf } from './parts.js';
import { seeFile } from './see-file.js';
import { finishAs, openSession, post, reserve } from './talk.js';

const oneFile = v.strictObject({ ...newFile, cuts });

/** Uploads several files, of each a part in turn. */
export const sideBySide = stepKind({
  does: 'upload side by side',
  entries: { files: v.pipe(v.array(oneFile), v.minLength(2), v.maxLength(5)) },
  tell: (_, { files }) =>
    `The suite uploaded ${files.length} files side by side: ${files.map(({ name }) => JSON.stringify(name)).join(', ')}.`,
  async perform(act, model, { files }) {
    const uploads = [];
    for (const { folder: where, name, size, seed, cuts } of files) {
      const parent = model.folder(where);
      const id = await reserve(act, model, parent, name, size);
      const url = await openSession(act, parent);
      const bytes = bytesOf({ size, seed });
      uploads.push({ id, url, parent, name, content: { size, seed }, bytes, parts: partsOf(bytes, cuts) });
    }
    const turns = Math.max(...uploads.map(({ parts }) => parts.length));
    for (let turn = 0; turn < turns; turn++)
      for (const { id, url, parts } of uploads)
        for (const part of parts.slice(turn, turn + 1)) await post(act, url, id, part);
    for (const { id, bytes } of uploads) await finishAs(act, SIDE_BY_SIDE, id, digestOf(bytes));
    for (const { id, name, parent, content } of uploads)
      await seeFile(act, model.addFile(id, name, parent, content), { bytes: SIDE_BY_SIDE });
  },
});

export const uploadsSideBySide = (): Arbitrary<Step> =>
  sideBySide.steps(
    fc.record({
      files: fc.array(fc.record({ ...newFiles({ sizes: anySizes(20) }), cuts: cutsFor(0, 2) }), {
        minLength: 2,
        maxLength: 3,
      }),
    }),
  );
