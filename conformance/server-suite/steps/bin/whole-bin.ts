import fc, { type Arbitrary } from 'fast-check';
import { pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import { BIN_EMPTIED, ORPHAN_RESTORED } from '../../rules/bin.js';
import { itemsOf } from '../listings/compare-items.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { seeGone } from './see-bin.js';

/** Deletes all that is in the recycle bin for good, unless there is something that the suite did not put there. */
export const emptyBin = stepKind({
  does: 'empty-bin',
  entries: {},
  tell: () => 'The suite emptied the recycle bin, if nothing but its own was there.',
  async perform(act, model) {
    const files = model.files.filter(({ is }) => is === 'bin');
    // What somebody else put there would be lost for good.
    const held = await act.value(BIN_EMPTIED, 'getRecycleBinItems', {});
    if (itemsOf(held, [...files, ...model.foldersInBin]).length < held.length) return;
    await act.value(BIN_EMPTIED, 'emptyRecycleBin', {});
    for (const node of [...files, ...model.foldersInBin]) node.is = 'gone';
    const [still] = await act.value(BIN_EMPTIED, 'getRecycleBinItems', {});
    act.see.that(BIN_EMPTIED, still === undefined, () => ({
      did: `It listed ${JSON.stringify(still?.name)} in the recycle bin right after that was emptied.`,
      should: 'It should list nothing.',
    }));
    await seeGone(act, files, BIN_EMPTIED);
  },
});

/** Restores a file whose folder is gone or removed, and so comes to be outside of what the suite has for itself. */
export const restoreOrphan = stepKind({
  does: 'restore-orphan',
  entries: { file: reference },
  possible: ({ orphans }) => orphans.length > 0,
  tell: ({ orphans }, { file }) =>
    `The suite restored the file ${quoted(pick(orphans, file) ?? { name: '' })}, whose folder is gone.`,
  async perform(act, model, { file: which }) {
    const file = pick(model.orphans, which);
    if (!file) return;
    const root = await act.value(ORPHAN_RESTORED, 'getRoot', {});
    await act.value(ORPHAN_RESTORED, 'restoreFile', { fileId: file.id });
    file.is = 'gone';
    model.strays.push(file);
    const item = await act.value(ORPHAN_RESTORED, 'getFileInfo', { fileId: file.id });
    act.see.that(ORPHAN_RESTORED, item.parentId === root.id && !item.removed, () => ({
      did: `By getFileInfo, the restored file is ${item.removed ? 'removed' : `in the folder ${item.parentId}`}.`,
      should: `It should be in the root, which is ${root.id}.`,
    }));
  },
});

export const emptiedBins = (): Arbitrary<Step> => emptyBin.steps(fc.constant({}));
export const orphanRestores = (): Arbitrary<Step> => restoreOrphan.steps(fc.record({ file: references() }));
