import { FourSharedClient } from '../../clients/typescript/client.js';
import { ObjectClient } from './object-client.js';

/** The client in TypeScript that comes with the kit. */
export const referenceClient = (): ObjectClient =>
  new ObjectClient((target) => {
    const client = new FourSharedClient(target);
    return {
      upload: async ({ file, name, dirId }) => ({ fileId: await client.upload(file, name, dirId) }),
      resume: async ({ file, name, dirId, handle }) => {
        if (handle === undefined) throw new Error('There is nothing to go on with');
        return { fileId: await client.resume(file, name, dirId, handle) };
      },
      list: async ({ dirId }) => ({ items: await client.list(dirId) }),
      createFolder: async ({ dirId, name }) => ({ dirId: await client.createFolder(dirId, name) }),
      download: async ({ fileId, to }) => {
        await client.download(fileId, to);
        return {};
      },
      delete: async ({ fileId }) => {
        await client.delete(fileId);
        return {};
      },
      space: async () => ({ free: await client.space() }),
    };
  });
