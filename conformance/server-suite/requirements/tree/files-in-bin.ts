import fc from 'fast-check';
import { type ModelFile, pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { nullable, reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { seeGone, seeInBin, seeOutOfBin } from './bin.js';
import { seeBytes, seeItem } from './compare.js';

const FILE_IN_BIN: ServerRequirement = {
  id: 'SV-45',
  title: 'A deleted file is in the recycle bin, marked as removed.',
  level: 'must',
  evidence: { source: 'wiki', about: 'deleteFile' },
  sequences: ({ newFolder, upload }) => ({ lead: [newFolder(), upload(), removeFile()] }),
};

const RESTORED: ServerRequirement = {
  id: 'SV-46',
  title: 'A restored file is back in its folder with the same bytes, and no longer in the recycle bin.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'restoreFile' },
  sequences: ({ newFolder, upload, renameFolder }) => ({
    lead: [newFolder(), upload(), removeFile(), restore()],
    among: [removeFile(), restore(), renameFolder()],
    most: 3,
  }),
};

const ALL_RESTORED: ServerRequirement = {
  id: 'SV-47',
  title: 'restoreFiles brings back each of the files.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'restoreFiles' },
  sequences: ({ newFolder, upload }) => ({
    lead: [newFolder(), upload(), upload(), removeFile(), removeFile(), restore({ file: fc.constant(null) })],
  }),
};

const FILE_GONE: ServerRequirement = {
  id: 'SV-48',
  title: 'A file that was deleted for good is nowhere, not even in the recycle bin.',
  level: 'must',
  evidence: { source: 'wiki', about: 'deleteFileFinal' },
  sequences: ({ upload }) => ({ lead: [upload()], among: [removeFile()], last: [purgeFile()], most: 1 }),
};

const DELETED_AGAIN: ServerRequirement = {
  id: 'SV-51',
  title: 'Deleting a file that is in the recycle bin does no harm.',
  level: 'may',
  evidence: { source: 'assumption', about: 'deleteFile answers nothing' },
  assumption: 'delete-again',
  sequences: ({ upload }) => ({ lead: [upload(), removeFile(), removeAgain()] }),
};

const NO_SUCH_FILE: ServerRequirement = {
  id: 'SV-54',
  title: 'Deleting a file that does not exist is answered with a fault that says `File not found`.',
  level: 'should',
  evidence: { source: 'client', about: 'the fault of deleteFileFinal is searched for it' },
  sequences: ({ upload }) => ({ lead: [upload(), purgeFile(), purgeAgain()] }),
};

const fields = { file: reference };

/** Moves a file to the recycle bin. */
export const removeFile = stepKind({
  does: 'remove-file',
  fields,
  target: (model, { file }) => model.file(file),
  text: (file) => `The suite deleted the file ${quoted(file)}.`,
  perform: (probe, file) => putInBin(probe, file),
});

/** Puts a file into the recycle bin, and looks for it there. */
export async function putInBin(probe: Probe, file: ModelFile): Promise<void> {
  await probe.value(FILE_IN_BIN, 'deleteFile', { fileId: file.id });
  file.is = 'bin';
  await seeInBin(probe, file, FILE_IN_BIN);
}

const removeAgain = stepKind({
  does: 'remove-again',
  fields,
  target: ({ filesInBin }, { file }) => pick(filesInBin, file),
  text: (file) => `The suite deleted the file ${quoted(file)}, which is in the recycle bin.`,
  async perform(probe, file) {
    await probe.value(DELETED_AGAIN, 'deleteFile', { fileId: file.id });
    await seeInBin(probe, file, DELETED_AGAIN);
  },
});

/** Restores one file, or with null all of them in one call. */
export const restore = stepKind({
  does: 'restore',
  fields: { file: nullable(reference) },
  target: ({ filesInBin }, { file }) => {
    const one = pick(filesInBin, file ?? 0);
    return one && (file === null ? filesInBin : [one]);
  },
  text: (files, { file }) =>
    `The suite restored ${file === null ? 'all its files from the recycle bin' : `the file ${files.map(quoted).join()}`}.`,
  async perform(probe, files, { file: which }) {
    const requirement = which === null ? ALL_RESTORED : RESTORED;
    const fileIds = files.map(({ id }) => id);
    if (which === null) await probe.value(requirement, 'restoreFiles', { fileIds });
    else for (const fileId of fileIds) await probe.value(requirement, 'restoreFile', { fileId });
    for (const file of files) file.is = 'there';
    await seeOutOfBin(probe, files, requirement);
    for (const file of files) {
      const should = 'It should be unchanged, in the folder it was deleted from.';
      const item = await seeItem(probe, requirement, file, `After it was restored, ${quoted(file)}`, should);
      await seeBytes(probe, requirement, file, item.downloadLink);
    }
  },
});

/** Deletes a file for good, from its folder or from the recycle bin. */
export const purgeFile = stepKind({
  does: 'purge-file',
  fields,
  target: ({ openFiles, filesInBin }, { file }) => pick([...openFiles, ...filesInBin], file),
  text: (file) => `The suite deleted the file ${quoted(file)} for good.`,
  async perform(probe, file) {
    await probe.value(FILE_GONE, 'deleteFileFinal', { fileId: file.id });
    file.is = 'gone';
    await seeOutOfBin(probe, [file], FILE_GONE);
    await seeGone(probe, [file], FILE_GONE);
  },
});

const purgeAgain = stepKind({
  does: 'purge-again',
  fields,
  target: ({ goneFiles }, { file }) => pick(goneFiles, file),
  text: (file) => `The suite tried to delete the file ${quoted(file)}, which no longer exists, for good.`,
  async perform(probe, { id: fileId }) {
    const outcome = await probe.call('deleteFileFinal', { fileId });
    const text = 'fault' in outcome ? outcome.fault.text : undefined;
    probe.see(NO_SUCH_FILE, /file not found/i.test(text ?? ''), () => ({
      did: `It answered deleteFileFinal ${text === undefined ? 'without a fault' : `with the fault ${JSON.stringify(text)}`} for a file that does not exist.`,
      should: 'It should answer with a fault that says "File not found".',
    }));
  },
});

/** Deleting and restoring files. */
export const FILES_IN_BIN: RequirementGroup = {
  requirements: [FILE_IN_BIN, RESTORED, ALL_RESTORED, FILE_GONE, DELETED_AGAIN, NO_SUCH_FILE],
  steps: [removeFile, removeAgain, restore, purgeFile, purgeAgain],
};
