import fc from 'fast-check';
import * as v from 'valibot';
import { bytesOf, digestOf } from '../../model/content.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import { reference, struct, text } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { finishAs, openSession, post, reserve } from './calls.js';
import { anySizes, contentFields, cuts, newFileFields, partsOf, plainNames } from './new-file.js';
import { addFile, seeFile, sendBytes } from './upload.js';

// Uploads that meet other files: at the same time, under the same id, under the same name.

const SIDE_BY_SIDE: ServerRequirement = {
  id: 'SV-30',
  title: 'Uploads whose parts alternate do not mix.',
  level: 'must',
  evidence: { source: 'client', about: 'several uploads at a time' },
  sequences: () => ({ lead: [sideBySide()] }),
};

const CONTENT_REPLACED: ServerRequirement = {
  id: 'SV-33',
  title: 'An update replaces the bytes of a file under the same id, and the name if a new one is given.',
  level: 'should',
  evidence: { source: 'wiki', about: 'uploadStartFileUpdate' },
  sequences: ({ upload }) => ({ lead: [upload(), updateFile()], among: [updateFile()], most: 2 }),
};

const SAME_NAME: ServerRequirement = {
  id: 'SV-100',
  title: 'A name can be reserved twice in a folder, which makes two files.',
  level: 'may',
  evidence: { source: 'assumption', about: 'files are distinguished by their ids' },
  assumption: 'upload-clash',
  sequences: ({ upload }) => ({ lead: [upload(), uploadUnderSameName()] }),
};

const oneFile = struct({
  ...newFileFields,
  size: { ...newFileFields.size, any: () => anySizes(20) },
  cuts: cuts(0, 2),
});

/** Uploads several files, a part of each in turn. */
const sideBySide = stepKind({
  does: 'upload side by side',
  fields: {
    files: {
      schema: v.pipe(v.array(oneFile.schema), v.minLength(2), v.maxLength(5)),
      any: () => fc.array(oneFile.any(), { minLength: 2, maxLength: 3 }),
    },
  },
  target: (model, { files }) =>
    files.map(({ folder, ...file }) => ({ ...file, parent: model.folder(folder) })),
  text: (files) =>
    `The suite uploaded ${files.length} files side by side: ${files.map(({ name }) => JSON.stringify(name)).join(', ')}.`,
  async perform(probe, files, _, model) {
    const uploads = [];
    for (const file of files) {
      const { parent, name, size, cuts } = file;
      const id = await reserve(probe, model, parent, name, size);
      const url = await openSession(probe, parent);
      const bytes = bytesOf(file);
      uploads.push({ file, id, url, bytes, parts: partsOf(bytes, cuts) });
    }
    const turns = Math.max(...uploads.map(({ parts }) => parts.length));
    for (let turn = 0; turn < turns; turn++)
      for (const { id, url, parts } of uploads)
        for (const part of parts.slice(turn, turn + 1)) await post(probe, url, id, part);
    for (const { id, bytes } of uploads) await finishAs(probe, SIDE_BY_SIDE, id, digestOf(bytes));
    for (const { id, file } of uploads) await seeFile(probe, addFile(model, id, file), SIDE_BY_SIDE);
  },
});

/** Replaces the bytes of a file, and its name if one is given. */
const updateFile = stepKind({
  does: 'update',
  fields: {
    file: reference,
    /** Empty: the file keeps its name. */
    name: text(400, () => fc.oneof(fc.constant(''), plainNames())),
    ...contentFields,
    cuts: cuts(0, 2),
  },
  target: (model, { file }) => model.file(file),
  text: (file, { name, size }) =>
    `The suite replaced the bytes of ${JSON.stringify(file.name)} by ${size} others${name === '' ? '' : ` and named it ${JSON.stringify(name)}`}.`,
  async perform(probe, file, { name, size, seed, cuts }) {
    const requirement = CONTENT_REPLACED;
    const bytes = bytesOf({ size, seed });
    const order = { fileId: file.id, name, fullSize: BigInt(size) };
    const id = await probe.value(requirement, 'uploadStartFileUpdate', order);
    probe.see(requirement, id === file.id, () => ({
      did: `It returned ${id} from uploadStartFileUpdate for file ${file.id}.`,
      should: 'It should return the id of the file, which stays the same.',
    }));
    const url = await openSession(probe, file.parent);
    for (const part of partsOf(bytes, cuts)) await post(probe, url, id, part, requirement);
    await finishAs(probe, requirement, id, digestOf(bytes));
    file.content = { size, seed };
    if (name !== '') file.name = name;
    await seeFile(probe, file, requirement, { name: requirement, place: requirement });
  },
});

/** Uploads a file to a folder that has one of that name. */
const uploadUnderSameName = stepKind({
  does: 'upload under the same name',
  fields: { file: reference, ...contentFields },
  target: (model, { file }) => model.file(file),
  text: ({ name }, { size }) =>
    `The suite uploaded ${size} bytes under the name of ${JSON.stringify(name)}, to the same folder.`,
  async perform(probe, first, { size, seed }, model) {
    const second = { parent: first.parent, name: first.name, size, seed };
    const id = await sendBytes(probe, model, second, SAME_NAME);
    await finishAs(probe, SAME_NAME, id, digestOf(bytesOf(second)));
    for (const file of [addFile(model, id, second), first]) await seeFile(probe, file, SAME_NAME);
  },
});

/** Uploads side by side, of new bytes for a file, and under a taken name. */
export const SEVERAL_UPLOADS: RequirementGroup = {
  requirements: [SIDE_BY_SIDE, CONTENT_REPLACED, SAME_NAME],
  steps: [sideBySide, updateFile, uploadUnderSameName],
};
