import fc, { type Arbitrary } from 'fast-check';
import type { DirHistoryDTO, DirHistoryDTOArray } from '../../../../wsdl/contract.js';
import { type Model, type ModelFolder, pick } from '../../model/model.js';
import { isFile, type ModelNode, quoted } from '../../model/node.js';
import { CHANGES_TOLD, LAST_CHANGE, NEWER_CHANGES } from '../../rules/history.js';
import type { Act } from '../../runner/act.js';
import { giveName } from '../folders/give-name.js';
import { letters } from '../folders/new-folder.js';
import { nameText, reference, references, type Step, stepKind } from '../step.js';

/** Renames something, and follows the history of its folder before and after that. */
export const followHistory = stepKind({
  does: 'follow-history',
  entries: {
    node: reference,
    name: nameText,
    /** After which change to ask for newer ones. */
    after: reference,
  },
  possible: (model, { node, name }) => {
    const found = chosen(model, node);
    return found?.parent !== undefined && model.isFree(name, found.parent, found);
  },
  tell: (model, { node, name }) =>
    `The suite followed how the renaming of ${quoted(chosen(model, node) ?? { name: '' })} to ${quoted({ name })} changed the history of its folder.`,
  async perform(act, model, { node: which, name, after }) {
    const node = chosen(model, which);
    if (!node?.parent) return;
    const before = await historyOf(act, model, node.parent);
    for (const one of model.nodesIn(node.parent)) seeTold(act, before, one);
    await giveName(act, node, name);
    const now = await historyOf(act, model, node.parent);
    seeTold(act, now.slice(before.length), node);
    await seeLast(act, node.parent, now);
    await seeNewer(act, node.parent, now, pick(now, after)?.id ?? 0n);
  },
});

/** The history of a folder, as it is told: of what is in it, by ids that grow. */
async function historyOf(
  act: Act,
  model: Model,
  { id: dirId }: ModelFolder,
): Promise<readonly DirHistoryDTO[]> {
  const told = await act.value(CHANGES_TOLD, 'getHistory', { dirId });
  const entries = told.filter((entry) => entry !== null);
  const at = entries.findIndex(({ id }, i) => id <= (entries[i - 1]?.id ?? 0n));
  act.see.that(CHANGES_TOLD, at < 0, () => ({
    did: `It told the change ${entries[at]?.id} after the change ${entries[at - 1]?.id ?? 0n}.`,
    should: 'It should tell the oldest change first, by ids that grow.',
  }));
  const strange = entries.find((entry) => entry.dirId !== dirId && !model.hasFolder(entry.parentDirId));
  act.see.that(CHANGES_TOLD, strange === undefined, () => ({
    did: `It told of a change in the folder ${strange?.parentDirId} in the history of the folder ${dirId}.`,
    should: 'It should tell of what is in that folder.',
  }));
  return entries;
}

function seeTold(act: Act, entries: readonly DirHistoryDTO[], node: ModelNode): void {
  const { id, parent } = node;
  const isTold = entries.some(
    (entry) => (isFile(node) ? entry.fileId : entry.dirId) === id && entry.parentDirId === parent?.id,
  );
  act.see.that(CHANGES_TOLD, isTold, () => ({
    did: `It told nothing of what was done with ${quoted(node)} (id ${id}) in the history of its folder.`,
    should: 'It should tell of each change, with the ids of what was changed and of the folder.',
  }));
}

/** Only the newer description has it. */
async function seeLast(act: Act, { id: dirId }: ModelFolder, now: readonly DirHistoryDTO[]): Promise<void> {
  if (act.server.version === 'jax2') return;
  const last = await act.value(LAST_CHANGE, 'getHistoryLastId', { dirId });
  act.see.that(LAST_CHANGE, last === now.at(-1)?.id, () => ({
    did: `It told ${last} as the id of the last change, and ${now.at(-1)?.id} last in the history.`,
    should: 'It should tell the same.',
  }));
}

async function seeNewer(
  act: Act,
  { id: dirId }: ModelFolder,
  now: readonly DirHistoryDTO[],
  fromId: bigint,
): Promise<void> {
  const newer = await act.value(NEWER_CHANGES, 'getHistoryFromId', { dirId, fromId });
  const [told, expected] = [idsOf(newer), idsOf(now.filter(({ id }) => id > fromId))];
  act.see.that(NEWER_CHANGES, told === expected, () => ({
    did: `It told the changes ${told || '(none)'} as those after ${fromId}.`,
    should: `It should tell ${expected || 'none'}, as the whole history has them.`,
  }));
}

const idsOf = (entries: DirHistoryDTOArray): string => entries.map((entry) => String(entry?.id)).join(', ');

const chosen = (model: Model, which: number): ModelNode | undefined =>
  pick([...model.openFiles, ...model.innerFolders], which);

export const histories = (): Arbitrary<Step> =>
  followHistory.steps(
    fc.record({ node: references(), name: letters().map((text) => `x${text}`), after: references() }),
  );
