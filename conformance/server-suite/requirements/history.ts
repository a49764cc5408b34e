import fc from 'fast-check';
import type { DirHistoryDTO, DirHistoryDTOArray } from '../../../wsdl/contract.js';
import { type Model, type ModelFolder, pick } from '../model/model.js';
import { isFile, type ModelNode, quoted } from '../model/node.js';
import type { CommonSteps, RequirementGroup, ServerRequirement } from '../requirement.js';
import type { Probe } from '../runner/probe.js';
import { nameLike, oneOf, reference } from '../steps/field.js';
import { stepKind } from '../steps/step.js';
import { rename } from './tree/names.js';
import { letters } from './uploads/new-file.js';

const CHANGES_LISTED: ServerRequirement = {
  id: 'SV-79',
  title: 'The history of a folder lists each change in it, oldest first, with increasing ids.',
  level: 'may',
  evidence: { source: 'assumption', about: 'what getHistory is of' },
  sequences: ({ newFolder, upload }) => ({
    lead: [newFolder(), upload(), followHistory()],
    among: [followHistory()],
    most: 2,
  }),
};

const followed = ({ newFolder }: CommonSteps) => ({
  lead: [newFolder(), newFolder(), followHistory()],
  among: [followHistory()],
  most: 2,
});

const LAST_CHANGE: ServerRequirement = {
  id: 'SV-80',
  since: 'jax3',
  title: 'getHistoryLastId returns the id of the last change of getHistory.',
  level: 'may',
  evidence: { source: 'assumption', about: 'what getHistoryLastId is of' },
  sequences: followed,
};

const NEWER_CHANGES: ServerRequirement = {
  id: 'SV-81',
  title: 'getHistoryFromId returns the changes of getHistory that are newer than the given id.',
  level: 'may',
  evidence: { source: 'assumption', about: 'whether getHistoryFromId gives the change with the id, too' },
  sequences: followed,
};

const REPORT_TAKEN: ServerRequirement = {
  id: 'SV-82',
  title: 'downloadFinished, syncFinished and markSynchronized are answered without a result.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'operations without a result' },
  sequences: ({ upload }) => ({
    lead: [upload(), ...REPORTS.map((what) => report({ what: fc.constant(what) }))],
  }),
};

/** Renames a file or folder, and reads the history of its folder before and after that. */
const followHistory = stepKind({
  does: 'follow-history',
  fields: {
    node: reference,
    name: nameLike(() => letters().map((text) => `x${text}`)),
    /** The change after which newer ones are requested. */
    after: reference,
  },
  target(model, { node: which, name }) {
    const node = pick<ModelNode>([...model.openFiles, ...model.innerFolders], which);
    return node?.parent && model.isFree(name, node.parent, node) ? { node, folder: node.parent } : undefined;
  },
  text: ({ node }, { name }) =>
    `The suite renamed ${quoted(node)} to ${JSON.stringify(name)} and followed the history of its folder.`,
  async perform(probe, { node, folder }, { name, after }, model) {
    const before = await historyOf(probe, model, folder);
    for (const one of model.nodesIn(folder)) seeListed(probe, before, one);
    await rename(probe, node, name);
    const now = await historyOf(probe, model, folder);
    seeListed(probe, now.slice(before.length), node);
    await seeLast(probe, folder, now);
    await seeNewer(probe, folder, now, pick(now, after)?.id ?? 0n);
  },
});

/** The history of a folder, which must be about its content, with increasing ids. */
async function historyOf(
  probe: Probe,
  model: Model,
  { id: dirId }: ModelFolder,
): Promise<readonly DirHistoryDTO[]> {
  const listed = await probe.value(CHANGES_LISTED, 'getHistory', { dirId });
  const entries = listed.filter((entry) => entry !== null);
  const at = entries.findIndex(({ id }, i) => id <= (entries[i - 1]?.id ?? 0n));
  probe.see(CHANGES_LISTED, at < 0, () => ({
    did: `It listed the change ${entries[at]?.id} after the change ${entries[at - 1]?.id ?? 0n}.`,
    should: 'It should list the oldest change first, with increasing ids.',
  }));
  const strange = entries.find((entry) => entry.dirId !== dirId && !model.hasFolder(entry.parentDirId));
  probe.see(CHANGES_LISTED, strange === undefined, () => ({
    did: `It listed a change in the folder ${strange?.parentDirId} in the history of the folder ${dirId}.`,
    should: 'It should list changes in that folder only.',
  }));
  return entries;
}

function seeListed(probe: Probe, entries: readonly DirHistoryDTO[], node: ModelNode): void {
  const { id, parent } = node;
  const isListed = entries.some(
    (entry) => (isFile(node) ? entry.fileId : entry.dirId) === id && entry.parentDirId === parent?.id,
  );
  probe.see(CHANGES_LISTED, isListed, () => ({
    did: `It listed no change of ${quoted(node)} (id ${id}) in the history of its folder.`,
    should: 'It should list each change, with the ids of the changed file or folder and of its folder.',
  }));
}

async function seeLast(
  probe: Probe,
  { id: dirId }: ModelFolder,
  now: readonly DirHistoryDTO[],
): Promise<void> {
  if (probe.server.version === 'jax2') return;
  const last = await probe.value(LAST_CHANGE, 'getHistoryLastId', { dirId });
  probe.see(LAST_CHANGE, last === now.at(-1)?.id, () => ({
    did: `It returned ${last} as the id of the last change, and ${now.at(-1)?.id} last in the history.`,
    should: 'It should return the same id.',
  }));
}

async function seeNewer(
  probe: Probe,
  { id: dirId }: ModelFolder,
  now: readonly DirHistoryDTO[],
  fromId: bigint,
): Promise<void> {
  const newer = await probe.value(NEWER_CHANGES, 'getHistoryFromId', { dirId, fromId });
  const [sent, expected] = [idsOf(newer), idsOf(now.filter(({ id }) => id > fromId))];
  probe.see(NEWER_CHANGES, sent === expected, () => ({
    did: `It returned the changes ${sent || '(none)'} as those after ${fromId}.`,
    should: `It should return ${expected || 'none'}, as in the whole history.`,
  }));
}

const idsOf = (entries: DirHistoryDTOArray): string => entries.map((entry) => String(entry?.id)).join(', ');

const REPORTS = ['downloadFinished', 'syncFinished', 'markSynchronized'] as const;

/** Reports a finished action of a client to the service. */
const report = stepKind({
  does: 'report',
  fields: { what: oneOf(REPORTS), about: reference },
  target: (model, { what, about }) => (what === 'downloadFinished' ? model.file(about) : model.folder(about)),
  text: (_, { what }) => `The suite reported ${what}.`,
  async perform(probe, { id }, { what }) {
    const result: unknown =
      what === 'downloadFinished'
        ? await probe.value(REPORT_TAKEN, what, { fileId: id })
        : await probe.value(REPORT_TAKEN, what, { dirId: id });
    probe.see(REPORT_TAKEN, result === undefined, () => ({
      did: `It returned ${JSON.stringify(result)} from ${what}.`,
      should: 'It should answer without a result.',
    }));
  },
});

/** The history of changes. */
export const HISTORY: RequirementGroup = {
  requirements: [CHANGES_LISTED, LAST_CHANGE, NEWER_CHANGES, REPORT_TAKEN],
  steps: [followHistory, report],
};
