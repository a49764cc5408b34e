import fc, { type Arbitrary } from 'fast-check';
import { bytesOf, digestOf } from '../../model/content.js';
import { FINISHED, NOT_BEFORE_FINISH } from '../../rules/upload.js';
import { type Step, stepKind } from '../step.js';
import { newFile, newFiles } from './new-file.js';
import { addFile, sendBytes } from './send-file.js';
import { finishAs, isListed } from './talk.js';

/** Uploads a file, and looks for it when all but the finish is done. */
export const lookBeforeFinish = stepKind({
  does: 'look before finish',
  entries: newFile,
  tell: (model, { folder, name, size }) =>
    `The suite sent all ${size} bytes of ${JSON.stringify(name)} to ${JSON.stringify(model.folder(folder).name)}, looked whether it is there, and finished the upload.`,
  async perform(act, model, { folder, name, size, seed }) {
    const file = { parent: model.folder(folder), name, size, seed };
    const id = await sendBytes(act, model, file);
    act.see.that(NOT_BEFORE_FINISH, !(await isListed(act, NOT_BEFORE_FINISH, file.parent, id)), () => ({
      did: 'It lists a file that was not finished.',
      should: 'It should list the file only after uploadFinishFile.',
    }));
    await finishAs(act, FINISHED, id, digestOf(bytesOf(file)));
    addFile(model, id, file);
  },
});

export const looksBeforeFinish = (): Arbitrary<Step> => lookBeforeFinish.steps(fc.record(newFiles()));
