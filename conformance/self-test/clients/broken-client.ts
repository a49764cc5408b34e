import type { ClientUnderTest } from '../../drivers/client-under-test.js';
import { type ClientObject, inProcessClient } from '../../drivers/in-process-client.js';
import type { Fault } from '../fault.js';
import { loadPatched } from '../patched-modules.js';

const REFERENCE = { folder: 'conformance/clients/typescript', entry: 'operations.js' };

/**
 * The reference client with a fault; without one, as it is.
 * @throws Error when an edit of the fault matches nothing, or more than one place
 */
export async function brokenClient(fault?: Fault): Promise<ClientUnderTest> {
  const { module, remove } = await loadPatched<{ typescriptClient: ClientObject }>(
    REFERENCE,
    fault?.edits ?? [],
  );
  await remove();
  return inProcessClient(module.typescriptClient);
}
