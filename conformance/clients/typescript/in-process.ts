import type { OperationName, Target } from '../../drivers/client-under-test.js';
import type { ClientFunction, ClientObject } from '../../drivers/in-process-client.js';
import { FourSharedClient } from './client.js';

/** One client for each account: what it learns of the service once, it need not ask again. */
const clients = new WeakMap<Target, FourSharedClient>();

function clientFor(target: Target): FourSharedClient {
  const known = clients.get(target);
  if (known) return known;
  const made = new FourSharedClient(target);
  clients.set(target, made);
  return made;
}

/** The client as the kit calls it. */
export const TYPESCRIPT_CLIENT = {
  name: 'typescript',
  concurrency: 4,
  upload: async (target, { file, name, dirId }) => ({
    fileId: await clientFor(target).upload(file, name, dirId),
  }),
  resume: async (target, { file, name, dirId, handle }) => ({
    fileId: await clientFor(target).resume(file, name, dirId, handle ?? ''),
  }),
  space: async (target) => ({ free: await clientFor(target).space() }),
  list: async (target, { dirId }) => ({ items: await clientFor(target).list(dirId) }),
  createFolder: async (target, { dirId, name }) => ({
    dirId: await clientFor(target).createFolder(dirId, name),
  }),
  download: async (target, { fileId, to }) => {
    await clientFor(target).download(fileId, to);
    return {};
  },
  delete: async (target, { fileId }) => {
    await clientFor(target).delete(fileId);
    return {};
  },
} as const satisfies ClientObject & { readonly [Name in OperationName]: ClientFunction<Name> };
