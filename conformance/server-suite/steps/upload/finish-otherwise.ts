import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { bytesOf, digestOf } from '../../model/content.js';
import { FINISHED, FINISHED_TWICE, UPPER_CASE } from '../../rules/upload.js';
import { type Step, stepKind } from '../step.js';
import { newFile, newFiles } from './new-file.js';
import { seeFile } from './see-file.js';
import { addFile, sendBytes } from './send-file.js';
import { finishAs } from './talk.js';

const WAYS = { twice: FINISHED_TWICE, 'in upper case': UPPER_CASE } as const;
type Way = keyof typeof WAYS;

/** Uploads a file and finishes it in a way that clients seldom do. */
export const finishOtherwise = stepKind({
  does: 'finish otherwise',
  entries: { ...newFile, how: v.picklist(['twice', 'in upper case']) },
  tell: (model, { folder, name, size, how }) =>
    `The suite uploaded ${JSON.stringify(name)} of ${size} bytes to ${JSON.stringify(model.folder(folder).name)} and finished it ${how === 'twice' ? 'twice' : 'by an MD5 in upper case'}.`,
  async perform(act, model, { folder, name, size, seed, how }) {
    const file = { parent: model.folder(folder), name, size, seed };
    const digest = digestOf(bytesOf(file));
    const id = await sendBytes(act, model, file);
    if (how === 'twice') await finishAs(act, FINISHED, id, digest);
    await finishAs(act, WAYS[how], id, how === 'twice' ? digest : digest.toUpperCase());
    await seeFile(act, addFile(model, id, file), { bytes: WAYS[how] });
  },
});

export const finishes = (how: Way): Arbitrary<Step> =>
  finishOtherwise.steps(fc.record({ ...newFiles(), how: fc.constant(how) }));
