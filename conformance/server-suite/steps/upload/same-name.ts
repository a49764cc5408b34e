import fc, { type Arbitrary } from 'fast-check';
import { bytesOf, digestOf } from '../../model/content.js';
import { SAME_NAME } from '../../rules/upload.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { anySizes, contentEntries } from './new-file.js';
import { seeFile } from './see-file.js';
import { addFile, sendBytes } from './send-file.js';
import { finishAs } from './talk.js';

/** Uploads a file to a folder that has one of that name. */
export const uploadUnderSameName = stepKind({
  does: 'upload under the same name',
  entries: { file: reference, ...contentEntries },
  possible: (model, { file }) => model.file(file) !== undefined,
  tell: (model, { file, size }) =>
    `The suite uploaded ${size} bytes under the name of ${JSON.stringify(model.file(file)?.name)}, to the same folder.`,
  async perform(act, model, { file: which, size, seed }) {
    const first = model.file(which);
    if (!first) return;
    const second = { parent: first.parent, name: first.name, size, seed };
    const id = await sendBytes(act, model, second, SAME_NAME);
    await finishAs(act, SAME_NAME, id, digestOf(bytesOf(second)));
    for (const file of [addFile(model, id, second), first]) await seeFile(act, file, { bytes: SAME_NAME });
  },
});

export const uploadsUnderSameName = (): Arbitrary<Step> =>
  uploadUnderSameName.steps(fc.record({ file: references(), size: anySizes(), seed: fc.nat(1000) }));
