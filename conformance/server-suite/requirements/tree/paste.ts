import { type Model, type ModelFile, type ModelFolder, pick } from '../../model/model.js';
import { isFile, isWithin, type ModelNode, quoted, sameName } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { seeBytes, seeItem } from './compare.js';

const MOVED: ServerRequirement = {
  id: 'SV-87',
  title: 'pasteFilesDirs with true moves files and folders to another folder.',
  level: 'may',
  evidence: { source: 'assumption', about: 'what true means in pasteFilesDirs' },
  assumption: 'paste-flag',
  sequences: ({ upload, newFolder }) => ({
    lead: [newFolder(), upload(), move()],
    among: [newFolder(), move()],
    most: 3,
  }),
};

const COPIED: ServerRequirement = {
  id: 'SV-88',
  title: 'pasteFilesDirs with false copies a file: the copy has another id, and the same name and bytes.',
  level: 'may',
  evidence: { source: 'assumption', about: 'what false means in pasteFilesDirs' },
  assumption: 'paste-flag',
  sequences: ({ upload, newFolder }) => ({
    lead: [newFolder(), upload(), copy()],
    among: [newFolder(), copy()],
    most: 2,
  }),
};

const fields = { node: reference, into: reference };

/** Moves a file or a folder to another folder. */
const move = stepKind({
  does: 'move',
  fields,
  target: (model, { node, into }) =>
    destination<ModelNode>(model, [...model.openFiles, ...model.innerFolders], node, into),
  text: ({ node, to }) => `The suite moved ${quoted(node)} to ${quoted(to)}.`,
  async perform(probe, { node, to }) {
    await probe.value(MOVED, 'pasteFilesDirs', order(node, to, true));
    node.parent = to;
    const should = `It should be in ${quoted(to)} under the same id.`;
    await seeItem(probe, MOVED, node, `After the move, ${quoted(node)}`, should);
  },
});

/** Copies a file to another folder. */
const copy = stepKind({
  does: 'copy',
  fields,
  target: (model, { node, into }) => destination(model, model.openFiles, node, into),
  text: ({ node, to }) => `The suite copied ${quoted(node)} to ${quoted(to)}.`,
  async perform(probe, { node, to }, _, model) {
    await probe.value(COPIED, 'pasteFilesDirs', order(node, to, false));
    const should = 'It should stay where it was, with a copy elsewhere.';
    await seeItem(probe, COPIED, node, `After it was copied, ${quoted(node)}`, should);
    await seeCopy(probe, model, node, to);
  },
});

async function seeCopy(probe: Probe, model: Model, file: ModelFile, to: ModelFolder): Promise<void> {
  const items = await probe.value(COPIED, 'getItems', { dirId: to.id });
  const item = items.find(
    (one) => one !== null && !one.directory && one.name === file.name && !model.hasFile(one.id),
  );
  if (!item)
    return probe.breaks(COPIED, {
      did: `It listed no copy of ${quoted(file)} in ${quoted(to)}.`,
      should: 'It should create a file of that name there, with a new id.',
    });
  const made = model.addFile(item.id, file.name, to, file.content);
  await seeBytes(probe, COPIED, made, item.downloadLink);
}

const order = (node: ModelNode, { id: dirId }: ModelFolder, cut: boolean) => ({
  dirId,
  cut,
  fileIds: isFile(node) ? [node.id] : [],
  dirIds: isFile(node) ? [] : [node.id],
});

/** One of the nodes, and a folder that it is not in and can go to. */
function destination<Node extends ModelNode>(
  model: Model,
  nodes: readonly Node[],
  which: number,
  into: number,
): { readonly node: Node; readonly to: ModelFolder } | undefined {
  const fits = (node: Node) => (folder: ModelFolder) =>
    folder !== node.parent &&
    (isFile(node) || !isWithin(folder, node)) &&
    model.nodesIn(folder).every(({ name }) => !sameName(name, node.name));
  const movable = nodes.filter((node) => model.openFolders.some(fits(node)));
  const node = pick(movable, which);
  const to = node && pick(model.openFolders.filter(fits(node)), into);
  return to && { node, to };
}

/** Moving and copying. */
export const PASTES: RequirementGroup = { requirements: [MOVED, COPIED], steps: [move, copy] };
