import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { bytesOf, digestOf } from '../../model/content.js';
import { AFTER_REFUSAL, MISSING_PART, WRONG_DIGEST } from '../../rules/upload.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { anySizes, cuts, cutsFor, newFile, newFiles } from './new-file.js';
import { partsOf } from './parts.js';
import { seeFile } from './see-file.js';
import { finish, finishAs, isListed, openSession, post, reserve } from './talk.js';

/** Finishes an upload that must not be finished, and perhaps sets right then what was wrong. */
export const refusedFinish = stepKind({
  does: 'finish wrongly',
  entries: {
    ...newFile,
    cuts,
    wrong: v.picklist(['digest', 'part']),
    /** Which part is left out. */
    without: reference,
    goesOn: v.boolean(),
  },
  tell: (model, { folder, name, size, wrong, goesOn }) => {
    const how = wrong === 'digest' ? 'by the MD5 of other bytes' : 'without one of its parts';
    const then = goesOn ? ', and then rightly' : '';
    return `The suite finished the upload of ${JSON.stringify(name)} of ${size} bytes to ${JSON.stringify(model.folder(folder).name)} ${how}${then}.`;
  },
  async perform(act, model, { folder: where, name, size, seed, cuts, wrong, without, goesOn }) {
    const folder = model.folder(where);
    const bytes = bytesOf({ size, seed });
    const parts = partsOf(bytes, cuts);
    const late = wrong === 'part' ? parts.splice(without % parts.length, 1) : [];
    const rule = wrong === 'part' ? MISSING_PART : WRONG_DIGEST;
    const id = await reserve(act, model, folder, name, size);
    const url = await openSession(act, folder);
    for (const part of parts) await post(act, url, id, part);
    // Whether a file may be listed before it is finished is another rule.
    const early = await isListed(act, rule, folder, id);
    const digest = wrong === 'digest' ? digestOf(Buffer.concat([bytes, Buffer.of(0)])) : digestOf(bytes);
    const complaint = await finish(act, id, digest);
    act.see.that(rule, complaint !== '', () => ({
      did: `It finished an upload ${wrong === 'digest' ? 'by the MD5 of other bytes' : `of which bytes ${late.map((part) => `${part.firstByte} to ${part.firstByte + part.bytes.length - 1}`).join()} were never sent`}.`,
      should: 'It should answer with a message that tells what is wrong.',
    }));
    act.see.that(rule, early || !(await isListed(act, rule, folder, id)), () => ({
      did: 'It lists the file, although it refused to finish it.',
      should: 'It should have no such file before it was finished rightly.',
    }));
    if (!goesOn) return;
    for (const part of late) await post(act, url, id, part, AFTER_REFUSAL);
    await finishAs(act, AFTER_REFUSAL, id, digestOf(bytes));
    await seeFile(act, model.addFile(id, name, folder, { size, seed }), { bytes: AFTER_REFUSAL });
  },
});

/** @param goesOn whether the upload is brought to its end */
export const refusedFinishes = (wrong: Arbitrary<'digest' | 'part'>, goesOn: boolean): Arbitrary<Step> =>
  refusedFinish.steps(
    fc.record({
      ...newFiles({ sizes: anySizes(20) }),
      cuts: cutsFor(0, 3),
      wrong,
      without: references(),
      goesOn: fc.constant(goesOn),
    }),
  );
