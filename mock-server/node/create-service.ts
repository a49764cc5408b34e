import { defaultWorld } from '../fixture/default-world.js';
import { readForm } from '../forms/read-form.js';
import { assembleService, type Service } from '../http/index.js';
import { latePart, loadPartsOnlyIf } from '../late-parts.js';
import { loadEdgeAccounts } from '../load-edge-accounts.js';
import { openMediaReader } from '../media/reader.js';
import type { Thumbnails } from '../media/thumbnails.js';
import type { CheckedOptions } from '../options.js';
import { checkDescriptors } from '../storage/descriptors.js';
import { md5 } from '../storage/digest.js';
import { checkParent, DiskContentStore, defaultParent } from '../storage/disk.js';
import { removeLeftovers } from '../storage/leftovers.js';
import { MemoryContentStore } from '../storage/memory.js';
import { VERSION } from '../version.js';
import type { ContentStore } from '../world/index.js';
import { documentsInFiles } from './documents.js';

/**
 * Makes the service of a fake.
 * @throws StorageError when the storage folder cannot be used, and errors of assembleService
 */
export function createService(options: CheckedOptions, defaultStorage: 'disk' | 'memory'): Service {
  loadPartsOnlyIf(checkDescriptors);
  const storage = options.storage ?? defaultStorage;
  const openContents = storage === 'memory' ? () => new MemoryContentStore() : diskStorage(options);
  return assembleService(options, {
    now: Date.now,
    digest: md5,
    media: openMediaReader(),
    openContents,
    storage,
    fixture: defaultWorld,
    edgeAccounts: loadEdgeAccounts,
    version: VERSION,
    documents: documentsInFiles(),
    readForm,
    scalePicture: scalerInThreads(),
  });
}

const scaling = latePart(() =>
  Promise.all([import('../media/thumbnails.js'), import('../media/scale-thread.js')]),
);

/** Loads the scaler with the first picture. */
function scalerInThreads(): Service['scalePicture'] {
  let thumbnails: Thumbnails | undefined;
  return async (file, limit) => {
    const [{ Thumbnails }, { scaleInThread }] = await scaling();
    thumbnails ??= new Thumbnails(scaleInThread);
    return thumbnails.make(file, limit);
  };
}

/** The storage in a folder, without the leftovers of killed processes. @throws StorageError */
function diskStorage({ storageFolder: folder = defaultParent(), log }: CheckedOptions): () => ContentStore {
  checkParent(folder);
  removeLeftovers(folder)
    .catch((error: unknown) => [error])
    .then((failures) => {
      for (const failure of failures)
        log?.({ what: 'start', result: 'leftovers stay', ms: 0, warnings: [], failure });
    });
  return () => new DiskContentStore({ folder });
}
