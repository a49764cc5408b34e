import fc from 'fast-check';
import { pick } from '../../model/model.js';
import { isFile, quoted } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import { flag, reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { itemMistake, listMistake, seeItem } from './compare.js';
import { changes, some } from './listings.js';

const ITEM_AGREES: ServerRequirement = {
  id: 'SV-43',
  title: 'getFileInfo, getFiles and getDirInfo return the same item of a file or folder as its listing.',
  level: 'should',
  evidence: { source: 'client', about: 'items are asked for by their id' },
  sequences: (common) => ({
    lead: some(common),
    among: [...changes(common), info({ byFlag: fc.constant(false) })],
    last: [info({ byFlag: fc.constant(false) }), info({ byFlag: fc.constant(false) })],
    most: 3,
  }),
};

const ITEM_BY_FLAG: ServerRequirement = {
  id: 'SV-83',
  title: 'getItemInfo with true returns a folder, and with false a file.',
  level: 'may',
  evidence: { source: 'assumption', about: 'the flag of getItemInfo means a folder' },
  sequences: (common) => ({
    lead: some(common),
    last: [info({ byFlag: fc.constant(true) }), info({ byFlag: fc.constant(true) })],
  }),
};

const SHOULD = 'It should return the item as the listing has it.';

/** Gets a file or folder by its id. */
const info = stepKind({
  does: 'info',
  fields: { node: reference, byFlag: flag },
  target: (model, { node }) => pick([...model.openFiles, ...model.openFolders], node),
  text: (node) => `The suite got the item of ${quoted(node)}.`,
  async perform(probe, node, { byFlag }) {
    if (byFlag) {
      const which = { itemId: node.id, isDirectory: !isFile(node) };
      const mistake = itemMistake(await probe.value(ITEM_BY_FLAG, 'getItemInfo', which), node);
      return probe.see(ITEM_BY_FLAG, mistake === undefined, () => ({
        did: `By getItemInfo, ${quoted(node)} ${mistake}.`,
        should: SHOULD,
      }));
    }
    const by = isFile(node) ? 'getFileInfo' : 'getDirInfo';
    await seeItem(probe, ITEM_AGREES, node, `By ${by}, ${quoted(node)}`, SHOULD);
    if (!isFile(node)) return;
    const items = await probe.value(ITEM_AGREES, 'getFiles', { fileIds: [node.id] });
    const mistake = listMistake(items, [node]);
    probe.see(ITEM_AGREES, mistake === undefined, () => ({
      did: `It answered getFiles for ${quoted(node)} incorrectly: ${mistake}.`,
      should: 'It should return that file.',
    }));
  },
});

/** Single items, as their functions return them. */
export const ITEMS: RequirementGroup = { requirements: [ITEM_AGREES, ITEM_BY_FLAG], steps: [info] };
