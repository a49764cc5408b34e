import { typescriptClient } from '../../clients/typescript/operations.js';
import { ObjectClient } from './object-client.js';

/** The client in TypeScript that comes with the kit. */
export const referenceClient = (): ObjectClient =>
  new ObjectClient((target) => {
    const never = new AbortController().signal;
    return {
      upload: (args) => typescriptClient.upload(target, args, never),
      resume: async (args) => {
        if (args.handle === undefined) throw new Error('There is nothing to go on with');
        return typescriptClient.resume(target, args, never);
      },
      list: (args) => typescriptClient.list(target, args, never),
      createFolder: (args) => typescriptClient.createFolder(target, args, never),
      download: (args) => typescriptClient.download(target, args, never),
      delete: (args) => typescriptClient.delete(target, args, never),
      space: (args) => typescriptClient.space(target, args, never),
    };
  });
