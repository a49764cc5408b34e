import { expectResult } from '../expected.js';
import { NO_FILE, NO_FOLDER } from '../faults.js';
import { asker, expectFault } from '../service.js';
import type { Invariant } from './index.js';

/** What is private to others cannot be seen by its id. */
export const privacy: Invariant = async (model, service, me) => {
  const ask = asker(service, me);
  for (const { id, owner } of model.nodes.values()) {
    if (owner === me) continue;
    await expectFault(service, me, 'getFileInfo', { fileId: id }, NO_FILE);
    await expectFault(service, me, 'getDirInfo', { dirId: id }, NO_FOLDER);
    await expectFault(service, me, 'getItems', { dirId: id }, NO_FOLDER);
    expectResult('getFiles', service.version, [], await ask('getFiles', { fileIds: [id] }));
    expectResult(
      'getFileDownloadLink',
      service.version,
      '',
      await ask('getFileDownloadLink', { fileId: id }),
    );
  }
};
