import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { bytesOf, digestOf } from '../../model/content.js';
import { CANCELLED } from '../../rules/upload.js';
import { type Step, stepKind } from '../step.js';
import { newFile, newFiles } from './new-file.js';
import { cancel, finish, isBegun, isListed, openSession, post, reserve } from './talk.js';

/** Begins an upload, cancels it, and tries to go on with it. */
export const cancelUpload = stepKind({
  does: 'cancel an upload',
  entries: { ...newFile, sent: v.boolean() },
  tell: (model, { folder, name, size, sent }) =>
    `The suite cancelled the upload of ${JSON.stringify(name)} of ${size} bytes to ${JSON.stringify(model.folder(folder).name)} ${sent ? 'after all bytes were sent' : 'before anything was sent'}.`,
  async perform(act, model, { folder: where, name, size, seed, sent }) {
    const folder = model.folder(where);
    const bytes = bytesOf({ size, seed });
    const fileId = await reserve(act, model, folder, name, size);
    if (sent) await post(act, await openSession(act, folder), fileId, { firstByte: 0, bytes });
    // Where files are complete by themselves there is nothing left to be cancelled.
    if (await isListed(act, CANCELLED, folder, fileId)) return;
    act.see.that(CANCELLED, await isBegun(act, fileId), () => ({
      did: 'It answered uploadStartedFileExists with false for an upload that was begun and not finished.',
      should: 'It should answer with true.',
    }));
    await cancel(act, fileId);
    const complaint = await finish(act, fileId, digestOf(bytes));
    act.see.that(CANCELLED, complaint !== '', () => ({
      did: 'It finished an upload that was cancelled.',
      should: 'It should answer with a message or a fault.',
    }));
    act.see.that(CANCELLED, !(await isListed(act, CANCELLED, folder, fileId)), () => ({
      did: 'It lists the file of an upload that was cancelled.',
      should: 'It should have no such file.',
    }));
  },
});

export const cancelledUploads = (): Arbitrary<Step> =>
  cancelUpload.steps(fc.record({ ...newFiles(), sent: fc.boolean() }));
