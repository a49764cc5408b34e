import fc from 'fast-check';
import { bytesOf, digestOf } from '../../model/content.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import { flag, oneOf, reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { finish, finishAs, isListed, openSession, post, reserve } from './calls.js';
import { anySizes, cuts, newFileFields, partsOf } from './new-file.js';
import { addFile, FINISHED, seeFile, sendBytes } from './upload.js';

const onceRefused = (wrong: 'digest' | 'part') => () => ({
  lead: [refusedFinish({ wrong: fc.constant(wrong), goesOn: fc.constant(false) })],
});

const WRONG_DIGEST: ServerRequirement = {
  id: 'SV-25',
  title: 'The MD5 of other bytes does not finish a file: the result is a message, and no file.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish: md5' },
  sequences: onceRefused('digest'),
};

const MISSING_PART: ServerRequirement = {
  id: 'SV-26',
  title: 'A file with a missing part is not finished: the result is a message, and no file.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish joins the parts' },
  sequences: onceRefused('part'),
};

const AFTER_REFUSAL: ServerRequirement = {
  id: 'SV-27',
  title: 'After a refused finish, sending what was missing is enough to finish.',
  level: 'may',
  evidence: { source: 'assumption', about: 'a refused finish keeps the parts' },
  sequences: () => ({ lead: [refusedFinish({ goesOn: fc.constant(true) })] }),
};

const NOT_BEFORE_FINISH: ServerRequirement = {
  id: 'SV-31',
  title: 'A file is not listed before it is finished.',
  level: 'may',
  evidence: { source: 'assumption', about: 'an upload becomes a file with finish' },
  assumption: 'completion',
  sequences: () => ({ lead: [lookBeforeFinish()] }),
};

const FINISHED_TWICE: ServerRequirement = {
  id: 'SV-34',
  title: 'Finishing a finished file again with the same MD5 is answered like the first time.',
  level: 'may',
  evidence: { source: 'assumption', about: 'finish is repeated after a lost answer' },
  sequences: () => ({ lead: [finishOtherwise({ how: fc.constant('twice') })] }),
};

const UPPER_CASE: ServerRequirement = {
  id: 'SV-101',
  title: 'The MD5 of a file may be written in upper case.',
  level: 'may',
  evidence: { source: 'assumption', about: 'hex digits mean the same in either case' },
  sequences: () => ({ lead: [finishOtherwise({ how: fc.constant('in upper case') })] }),
};

/** Finishes an upload that must not be finished, and corrects it then, or does not. */
const refusedFinish = stepKind({
  does: 'finish wrongly',
  fields: {
    ...newFileFields,
    size: { ...newFileFields.size, any: () => anySizes(20) },
    cuts: cuts(0, 3),
    wrong: oneOf(['digest', 'part']),
    /** Which part is left out. */
    without: reference,
    goesOn: flag,
  },
  target: (model, { folder }) => model.folder(folder),
  text: (folder, { name, size, wrong, goesOn }) => {
    const how = wrong === 'digest' ? 'by the MD5 of other bytes' : 'without one of its parts';
    const then = goesOn ? ', and then correctly' : '';
    return `The suite finished the upload of ${JSON.stringify(name)} of ${size} bytes to ${JSON.stringify(folder.name)} ${how}${then}.`;
  },
  async perform(probe, folder, { name, size, seed, cuts, wrong, without, goesOn }, model) {
    const bytes = bytesOf({ size, seed });
    const parts = partsOf(bytes, cuts);
    const late = wrong === 'part' ? parts.splice(without % parts.length, 1) : [];
    const requirement = wrong === 'part' ? MISSING_PART : WRONG_DIGEST;
    const id = await reserve(probe, model, folder, name, size);
    const url = await openSession(probe, folder);
    for (const part of parts) await post(probe, url, id, part);
    // Whether a file may be listed before the finish is another requirement.
    const early = await isListed(probe, requirement, folder, id);
    const digest = digestOf(wrong === 'digest' ? Buffer.concat([bytes, Buffer.of(0)]) : bytes);
    probe.see(requirement, (await finish(probe, id, digest)) !== '', () => ({
      did: `It finished an upload ${wrong === 'digest' ? 'by the MD5 of other bytes' : `without bytes ${late.map((part) => `${part.firstByte} to ${part.firstByte + part.bytes.length - 1}`).join()}, which were never sent`}.`,
      should: 'It should return a message that says what is wrong.',
    }));
    probe.see(requirement, early || !(await isListed(probe, requirement, folder, id)), () => ({
      did: 'It listed the file, although it refused to finish it.',
      should: 'It should have no such file until it is finished correctly.',
    }));
    if (!goesOn) return;
    for (const part of late) await post(probe, url, id, part, AFTER_REFUSAL);
    await finishAs(probe, AFTER_REFUSAL, id, digestOf(bytes));
    await seeFile(probe, model.addFile(id, name, folder, { size, seed }), AFTER_REFUSAL);
  },
});

const lookBeforeFinish = stepKind({
  does: 'look before finish',
  fields: newFileFields,
  target: (model, { folder }) => model.folder(folder),
  text: (folder, { name, size }) =>
    `The suite sent all ${size} bytes of ${JSON.stringify(name)} to ${JSON.stringify(folder.name)}, listed the folder, and finished the upload.`,
  async perform(probe, parent, { name, size, seed }, model) {
    const file = { parent, name, size, seed };
    const id = await sendBytes(probe, model, file);
    probe.see(NOT_BEFORE_FINISH, !(await isListed(probe, NOT_BEFORE_FINISH, parent, id)), () => ({
      did: 'It listed a file that was not finished.',
      should: 'It should list the file only after uploadFinishFile.',
    }));
    await finishAs(probe, FINISHED, id, digestOf(bytesOf(file)));
    addFile(model, id, file);
  },
});

/** Uploads a file and finishes it in a way that clients seldom do. */
const finishOtherwise = stepKind({
  does: 'finish otherwise',
  fields: { ...newFileFields, how: oneOf(['twice', 'in upper case']) },
  target: (model, { folder }) => model.folder(folder),
  text: (folder, { name, size, how }) =>
    `The suite uploaded ${JSON.stringify(name)} of ${size} bytes to ${JSON.stringify(folder.name)} and finished it ${how === 'twice' ? 'twice' : 'by an MD5 in upper case'}.`,
  async perform(probe, parent, { name, size, seed, how }, model) {
    const file = { parent, name, size, seed };
    const requirement = how === 'twice' ? FINISHED_TWICE : UPPER_CASE;
    const digest = digestOf(bytesOf(file));
    const id = await sendBytes(probe, model, file);
    if (how === 'twice') await finishAs(probe, FINISHED, id, digest);
    await finishAs(probe, requirement, id, how === 'twice' ? digest : digest.toUpperCase());
    await seeFile(probe, addFile(model, id, file), requirement);
  },
});

/** Finishing an upload, and what must not finish one. */
export const FINISHES: RequirementGroup = {
  requirements: [WRONG_DIGEST, MISSING_PART, AFTER_REFUSAL, NOT_BEFORE_FINISH, FINISHED_TWICE, UPPER_CASE],
  steps: [refusedFinish, lookBeforeFinish, finishOtherwise],
};
