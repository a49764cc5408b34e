import { expectResult } from '../expected.js';
import { NO_FILE, NO_FOLDER } from '../faults.js';
import { itemOf } from '../items.js';
import { asker, expectFault } from '../service.js';
import type { Invariant } from './index.js';

/** Every id that there is resolves in every way there is, and an id of what was deleted or is unfinished in none. */
export const ids: Invariant = async (model, service, me) => {
  const ask = asker(service, me);
  for (const node of model.ownedBy(me)) {
    const item = itemOf(model, node);
    const isDirectory = node.kind === 'folder';
    const info = isDirectory
      ? await ask('getDirInfo', { dirId: node.id })
      : await ask('getFileInfo', { fileId: node.id });
    expectResult('getItemInfo', service.version, item, info);
    const same = await ask('getItemInfo', { itemId: node.id, isDirectory });
    expectResult('getItemInfo', service.version, item, same);
    const files = await ask('getFiles', { fileIds: [node.id] });
    expectResult('getFiles', service.version, isDirectory ? [] : [item], files);
  }
  const unfinished = [...model.uploads.keys()].filter((id) => !model.nodes.has(id));
  for (const id of [...model.dead, ...unfinished]) {
    await expectFault(service, me, 'getFileInfo', { fileId: id }, NO_FILE);
    await expectFault(service, me, 'getDirInfo', { dirId: id }, NO_FOLDER);
    expectResult('getFiles', service.version, [], await ask('getFiles', { fileIds: [id] }));
  }
};
