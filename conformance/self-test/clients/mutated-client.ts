import { type ClientObject, type ClientUnderTest, inProcessClient } from '../../drivers/index.js';
import type { Mutant } from '../mutant.js';
import { loadPatched } from '../patched-modules.js';

const CLIENT = { folder: 'conformance/clients/typescript', entry: 'operations.js' };

/**
 * The typed client with a mutation; without an argument, unchanged.
 * @throws Error when an edit matches nothing, or more than one place
 */
export async function mutatedClient(mutant?: Mutant): Promise<ClientUnderTest> {
  const { module, remove } = await loadPatched<{ typescriptClient: ClientObject }>(
    CLIENT,
    mutant?.edits ?? [],
  );
  await remove();
  return inProcessClient(module.typescriptClient);
}
