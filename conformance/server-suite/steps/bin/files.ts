import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { bytesOf, digestOf } from '../../model/content.js';
import { type Model, type ModelFile, pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import {
  ALL_RESTORED,
  DELETED_AGAIN,
  FILE_GONE,
  FILE_IN_BIN,
  NO_SUCH_FILE,
  RESTORED,
} from '../../rules/bin.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import type { Act } from '../../runner/act.js';
import { download } from '../links/direct-link.js';
import { itemMistake } from '../listings/compare-items.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { seeGone, seeInBin, seeOutOfBin } from './see-bin.js';

const entries = { file: reference };
const named = (file: ModelFile | undefined): string => quoted(file ?? { name: '' });

/** Puts a file into the recycle bin. */
export const removeFile = stepKind({
  does: 'remove-file',
  entries,
  possible: ({ openFiles }) => openFiles.length > 0,
  tell: (model, { file }) => `The suite deleted the file ${named(model.file(file))}.`,
  async perform(act, model, { file: which }) {
    const file = model.file(which);
    if (file) await putInBin(act, file);
  },
});

/** Puts a file into the recycle bin, and looks whether it is there. */
export async function putInBin(act: Act, file: ModelFile): Promise<void> {
  await act.value(FILE_IN_BIN, 'deleteFile', { fileId: file.id });
  file.is = 'bin';
  await seeInBin(act, file, FILE_IN_BIN);
}

export const removeAgain = stepKind({
  does: 'remove-again',
  entries,
  possible: ({ filesInBin }) => filesInBin.length > 0,
  tell: ({ filesInBin }, { file }) =>
    `The suite deleted the file ${named(pick(filesInBin, file))}, which is in the recycle bin.`,
  async perform(act, { filesInBin }, { file: which }) {
    const file = pick(filesInBin, which);
    if (!file) return;
    await act.value(DELETED_AGAIN, 'deleteFile', { fileId: file.id });
    await seeInBin(act, file, DELETED_AGAIN);
  },
});

/** Brings files back: one by itself, or all that can be with one call. */
export const restore = stepKind({
  does: 'restore',
  entries: { file: v.nullable(reference) },
  possible: ({ filesInBin }) => filesInBin.length > 0,
  tell: ({ filesInBin }, { file }) =>
    file === null
      ? 'The suite restored all its files from the recycle bin.'
      : `The suite restored the file ${named(pick(filesInBin, file))}.`,
  async perform(act, { filesInBin }, { file: which }) {
    const rule = which === null ? ALL_RESTORED : RESTORED;
    const files = which === null ? filesInBin : filesInBin.filter((file) => file === pick(filesInBin, which));
    const fileIds = files.map(({ id }) => id);
    if (which === null) await act.value(rule, 'restoreFiles', { fileIds });
    else for (const fileId of fileIds) await act.value(rule, 'restoreFile', { fileId });
    for (const file of files) file.is = 'there';
    await seeOutOfBin(act, files, rule);
    for (const file of files) await seeRestored(act, file, rule);
  },
});

async function seeRestored(act: Act, file: ModelFile, rule: ServerRequirement): Promise<void> {
  const item = await act.value(rule, 'getFileInfo', { fileId: file.id });
  const mistake = itemMistake(item, file);
  act.see.that(rule, mistake === undefined, () => ({
    did: `After it was restored, ${quoted(file)} ${mistake}.`,
    should: 'It should be in the folder it was deleted from, as it was.',
  }));
  const bytes = await download(act, file, item.downloadLink);
  act.see.that(rule, digestOf(bytes) === digestOf(bytesOf(file.content)), () => ({
    did: `It sent ${bytes.length} bytes of the restored file that are not those it had.`,
    should: 'It should send the bytes that the file had before.',
  }));
}

/** Deletes a file for good, from its folder or from the recycle bin. */
export const purgeFile = stepKind({
  does: 'purge-file',
  entries,
  possible: (model) => purgeable(model).length > 0,
  tell: (model, { file }) => `The suite deleted the file ${named(pick(purgeable(model), file))} for good.`,
  async perform(act, model, { file: which }) {
    const file = pick(purgeable(model), which);
    if (!file) return;
    await act.value(FILE_GONE, 'deleteFileFinal', { fileId: file.id });
    file.is = 'gone';
    await seeOutOfBin(act, [file], FILE_GONE);
    await seeGone(act, [file], FILE_GONE);
  },
});

const purgeable = ({ openFiles, filesInBin }: Model) => [...openFiles, ...filesInBin];

/** Tries to delete a file that is gone. */
export const purgeAgain = stepKind({
  does: 'purge-again',
  entries,
  possible: (model) => model.goneFiles.length > 0,
  tell: ({ goneFiles }, { file }) =>
    `The suite asked for the file ${named(pick(goneFiles, file))}, which is gone, to be deleted for good.`,
  async perform(act, { goneFiles }, { file }) {
    const fileId = pick(goneFiles, file)?.id ?? 0n;
    const outcome = await act.call('deleteFileFinal', { fileId });
    const text = 'fault' in outcome ? outcome.fault.text : undefined;
    act.see.that(NO_SUCH_FILE, /file not found/i.test(text ?? ''), () => ({
      did: `It answered deleteFileFinal ${text === undefined ? 'without a fault' : `with the fault ${JSON.stringify(text)}`} for a file that is not there.`,
      should: 'It should answer with a fault that says "File not found".',
    }));
  },
});

const which = (): Arbitrary<{ file: number }> => fc.record({ file: references() });

export const fileRemovals = (): Arbitrary<Step> => removeFile.steps(which());
export const secondRemovals = (): Arbitrary<Step> => removeAgain.steps(which());
export const restores = (): Arbitrary<Step> => restore.steps(which());
export const restoresOfAll = (): Arbitrary<Step> => restore.steps(fc.constant({ file: null }));
export const filePurges = (): Arbitrary<Step> => purgeFile.steps(which());
export const secondPurges = (): Arbitrary<Step> => purgeAgain.steps(which());
