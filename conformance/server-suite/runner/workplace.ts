import { randomBytes } from 'node:crypto';
import { Troubled } from '../../engine/index.js';
import { Model } from '../model/model.js';
import { NEW_FOLDER } from '../requirements/tree/folders.js';
import type { CallOutcome } from '../server-under-test.js';
import { type Probe, SequenceOver } from './probe.js';

const NAME = '4shared-testkit';
const ROOT = -1n;

/** Creates the folder that a sequence has for itself. @throws SequenceOver */
export async function openWorkplace(probe: Probe): Promise<Model> {
  const name = `${NAME} ${randomBytes(4).toString('hex')}`;
  const id = await probe.value(NEW_FOLDER, 'createNewFolder', { dirId: ROOT, folderName: name });
  probe.see(NEW_FOLDER, id > 0n, () => ({
    did: `It returned ${id} from createNewFolder for a new name in the root folder.`,
    should: 'It should create the folder and return its id, which is above 0.',
  }));
  return new Model({ id, name, parent: undefined, is: 'there' }, probe.guest !== undefined);
}

/**
 * Deletes everything that a sequence created. Nothing else of the account is touched.
 * @returns what could not be deleted, in a few words each
 */
export async function clearWorkplace(
  probe: Probe,
  { top, files, folders, reserved, strays, favorites }: Model,
): Promise<string[]> {
  const left: string[] = [];
  const done = async (what: string, call: () => Promise<CallOutcome>): Promise<void> => {
    const why = await reasonOf(call);
    if (why !== undefined) left.push(`${what} (${why})`);
  };
  for (const { id: fileId } of favorites) await probe.call('removeFromFavorites', { fileId }).catch(over);
  for (const fileId of reserved) await probe.call('uploadCancelFile', { fileId }).catch(over);
  // A file in the bin may outlive its folder, and so may one that was restored to another folder.
  for (const { id: fileId, name, is } of [...files.filter(({ is }) => is === 'bin'), ...strays])
    await done(`the file ${JSON.stringify(name)}${is === 'bin' ? ' in the recycle bin' : ''}`, () =>
      probe.call('deleteFileFinal', { fileId }),
    );
  for (const { id: dirId, name } of folders.filter(({ is, parent }) => is === 'bin' && parent !== undefined))
    await done(`the folder ${JSON.stringify(name)} in the recycle bin`, () =>
      probe.call('deleteFolderFinal', { dirId }),
    );
  await done(`the folder ${JSON.stringify(top.name)}`, () =>
    probe.call('deleteFolderFinal', { dirId: top.id }),
  );
  return left;
}

/** A finished or cancelled upload cannot be cancelled, and a deleted favorite not removed: neither is a failure. */
function over(error: unknown): void {
  if (error instanceof SequenceOver) return;
  throw error;
}

async function reasonOf(call: () => Promise<CallOutcome>): Promise<string | undefined> {
  try {
    const outcome = await call();
    return 'fault' in outcome ? outcome.fault.text : undefined;
  } catch (error) {
    if (error instanceof Troubled) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}
