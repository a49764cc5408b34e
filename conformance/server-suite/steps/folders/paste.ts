import fc, { type Arbitrary } from 'fast-check';
import { bytesOf, digestOf } from '../../model/content.js';
import { type Model, type ModelFile, type ModelFolder, pick } from '../../model/model.js';
import { isFile, isWithin, type ModelNode, quoted, sameName } from '../../model/node.js';
import { COPIED, MOVED } from '../../rules/folders.js';
import type { Act } from '../../runner/act.js';
import { download } from '../links/direct-link.js';
import { itemMistake } from '../listings/compare-items.js';
import { reference, references, type Step, stepKind } from '../step.js';

interface Places {
  readonly node: number;
  readonly into: number;
}

const entries = { node: reference, into: reference };

/** Moves a file or a folder to another folder. */
export const move = stepKind({
  does: 'move',
  entries,
  possible: (model, places) => chosen(model, places) !== undefined,
  tell: (model, places) => {
    const [node, target] = chosen(model, places) ?? [];
    return `The suite moved ${node && quoted(node)} to ${target && quoted(target)}.`;
  },
  async perform(act, model, places) {
    const [node, target] = chosen(model, places) ?? [];
    if (!node || !target) return;
    await act.value(MOVED, 'pasteFilesDirs', order(node, target, true));
    node.parent = target;
    const item = isFile(node)
      ? await act.value(MOVED, 'getFileInfo', { fileId: node.id })
      : await act.value(MOVED, 'getDirInfo', { dirId: node.id });
    const mistake = itemMistake(item, node);
    act.see.that(MOVED, mistake === undefined, () => ({
      did: `After it was moved, ${quoted(node)} ${mistake}.`,
      should: `It should be in ${quoted(target)} under the same id.`,
    }));
  },
});

/** Copies a file to another folder. */
export const copy = stepKind({
  does: 'copy',
  entries,
  possible: (model, places) => fileChosen(model, places) !== undefined,
  tell: (model, places) => {
    const [file, target] = fileChosen(model, places) ?? [];
    return `The suite copied ${file && quoted(file)} to ${target && quoted(target)}.`;
  },
  async perform(act, model, places) {
    const [file, target] = fileChosen(model, places) ?? [];
    if (!file || !target) return;
    await act.value(COPIED, 'pasteFilesDirs', order(file, target, false));
    const mistake = itemMistake(await act.value(COPIED, 'getFileInfo', { fileId: file.id }), file);
    act.see.that(COPIED, mistake === undefined, () => ({
      did: `After it was copied, ${quoted(file)} ${mistake}.`,
      should: 'It should stay where it was: there should be a copy besides.',
    }));
    await seeCopy(act, model, file, target);
  },
});

async function seeCopy(act: Act, model: Model, file: ModelFile, target: ModelFolder): Promise<void> {
  const items = await act.value(COPIED, 'getItems', { dirId: target.id });
  const item = items.find(
    (one) => one !== null && !one.directory && one.name === file.name && !model.hasFile(one.id),
  );
  if (!item)
    return act.see.breaks(COPIED, {
      did: `It listed no copy of ${quoted(file)} in ${quoted(target)}.`,
      should: 'It should have made a file of that name there, with an id of its own.',
    });
  const made = model.addFile(item.id, file.name, target, file.content);
  const bytes = await download(act, made, item.downloadLink);
  act.see.that(COPIED, digestOf(bytes) === digestOf(bytesOf(file.content)), () => ({
    did: `It sent ${bytes.length} bytes of the copy that are not those of ${quoted(file)}.`,
    should: 'The copy should have the same bytes.',
  }));
}

const order = (node: ModelNode, target: ModelFolder, cut: boolean) => ({
  dirId: target.id,
  cut,
  fileIds: isFile(node) ? [node.id] : [],
  dirIds: isFile(node) ? [] : [node.id],
});

const chosen = (model: Model, { node, into }: Places) =>
  pairs(model, [...model.openFiles, ...model.innerFolders], node, into);
const fileChosen = (model: Model, { node, into }: Places) => pairs(model, model.openFiles, node, into);

/** Something, and a folder that it is not in and can go to. */
function pairs<Node extends ModelNode>(
  model: Model,
  nodes: readonly Node[],
  which: number,
  into: number,
): readonly [Node, ModelFolder] | undefined {
  const fits = (node: Node) => (folder: ModelFolder) =>
    folder !== node.parent &&
    (isFile(node) || !isWithin(folder, node)) &&
    model.nodesIn(folder).every(({ name }) => !sameName(name, node.name));
  const movable = nodes.filter((node) => model.openFolders.some(fits(node)));
  const node = pick(movable, which);
  const target = node && pick(model.openFolders.filter(fits(node)), into);
  return target && [node, target];
}

const places = (): Arbitrary<Places> => fc.record({ node: references(), into: references() });

export const moves = (): Arbitrary<Step> => move.steps(places());
export const copies = (): Arbitrary<Step> => copy.steps(places());
