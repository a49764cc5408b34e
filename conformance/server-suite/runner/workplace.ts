import { randomBytes } from 'node:crypto';
import { Troubled } from '../../engine/trouble.js';
import { Model, type ModelFile } from '../model/model.js';
import { NEW_FOLDER } from '../rules/folders.js';
import type { CallOutcome } from '../server-under-test.js';
import type { Act } from './act.js';
import { SequenceOver } from './ledger.js';

const NAME = '4shared-testkit';
const ROOT = -1n;

/** Makes the one folder that a sequence of steps has for itself. @throws SequenceOver */
export async function openWorkplace(act: Act): Promise<Model> {
  const name = `${NAME} ${randomBytes(4).toString('hex')}`;
  const id = await act.value(NEW_FOLDER, 'createNewFolder', { dirId: ROOT, folderName: name });
  act.see.that(NEW_FOLDER, id > 0n, () => ({
    did: `It answered createNewFolder with ${id} for a new name in the root folder.`,
    should: 'It should make the folder and answer with its id, which is above 0.',
  }));
  return new Model({ id, name, parent: undefined, is: 'there' }, act.guest !== undefined);
}

/**
 * Takes away all that a sequence made. Nothing else of the account is touched.
 * @returns what could not be taken away, in a few words each
 */
export async function clearWorkplace(
  act: Act,
  { top, files, folders, reserved, strays, favorites }: Model,
): Promise<string[]> {
  const left: string[] = [];
  const done = async (what: string, call: () => Promise<CallOutcome>): Promise<void> => {
    const why = await reasonOf(call);
    if (why !== undefined) left.push(`${what} (${why})`);
  };
  for (const { id: fileId } of favorites) await act.call('removeFromFavorites', { fileId }).catch(gone);
  for (const fileId of reserved) await act.call('uploadCancelFile', { fileId }).catch(gone);
  // A file in the bin may outlive its folder, and so may one that was restored to somewhere else.
  for (const { id: fileId, name, is } of [...files.filter(isInBin), ...strays])
    await done(`the file ${JSON.stringify(name)}${is === 'bin' ? ' in the recycle bin' : ''}`, () =>
      act.call('deleteFileFinal', { fileId }),
    );
  for (const { id: dirId, name } of folders.filter(({ is, parent }) => is === 'bin' && parent !== undefined))
    await done(`the folder ${JSON.stringify(name)} in the recycle bin`, () =>
      act.call('deleteFolderFinal', { dirId }),
    );
  await done(`the folder ${JSON.stringify(top.name)}`, () =>
    act.call('deleteFolderFinal', { dirId: top.id }),
  );
  return left;
}

const isInBin = ({ is }: ModelFile): boolean => is === 'bin';

/** A reservation that is cancelled or finished cannot be cancelled again, which is as well. So it is with a favorite that is gone. */
function gone(error: unknown): void {
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
