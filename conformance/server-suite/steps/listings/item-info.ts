import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import type { AccountItem } from '../../../../wsdl/contract.js';
import { type Model, pick } from '../../model/model.js';
import { isFile, type ModelNode, quoted } from '../../model/node.js';
import { ITEM_AGREES, ITEM_BY_FLAG } from '../../rules/listings.js';
import type { ServerRequirement } from '../../rules/server-requirement.js';
import type { Act } from '../../runner/act.js';
import { reference, references, type Step, stepKind } from '../step.js';
import { itemMistake, listMistake } from './compare-items.js';

/** Asks for a file or a folder by its id. */
export const info = stepKind({
  does: 'info',
  entries: { node: reference, byFlag: v.boolean() },
  tell: (model, { node }) => `The suite asked for the item of ${quoted(chosen(model, node))}.`,
  async perform(act, model, { node: which, byFlag }) {
    const node = chosen(model, which);
    if (byFlag) await askByFlag(act, node);
    else if (isFile(node)) await askForFile(act, node);
    else
      seeItem(
        act,
        node,
        ITEM_AGREES,
        'getDirInfo',
        await act.value(ITEM_AGREES, 'getDirInfo', { dirId: node.id }),
      );
  },
});

const chosen = (model: Model, which: number): ModelNode =>
  pick([...model.openFiles, ...model.openFolders], which) ?? model.top;

async function askForFile(act: Act, node: ModelNode): Promise<void> {
  const item = await act.value(ITEM_AGREES, 'getFileInfo', { fileId: node.id });
  seeItem(act, node, ITEM_AGREES, 'getFileInfo', item);
  const items = await act.value(ITEM_AGREES, 'getFiles', { fileIds: [node.id] });
  const mistake = listMistake(items, [node]);
  act.see.that(ITEM_AGREES, mistake === undefined, () => ({
    did: `It answered getFiles for ${quoted(node)} wrongly: ${mistake}.`,
    should: 'It should answer with that file.',
  }));
}

async function askByFlag(act: Act, node: ModelNode): Promise<void> {
  const isDirectory = !isFile(node);
  const item = await act.value(ITEM_BY_FLAG, 'getItemInfo', { itemId: node.id, isDirectory });
  seeItem(act, node, ITEM_BY_FLAG, 'getItemInfo', item);
}

function seeItem(act: Act, node: ModelNode, rule: ServerRequirement, name: string, item: AccountItem): void {
  const mistake = itemMistake(item, node);
  act.see.that(rule, mistake === undefined, () => ({
    did: `By ${name}, ${quoted(node)} ${mistake}.`,
    should: 'It should tell of it what its listing tells.',
  }));
}

export const infos = (byFlag = false): Arbitrary<Step> =>
  info.steps(fc.record({ node: references(), byFlag: fc.constant(byFlag) }));
