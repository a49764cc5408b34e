import { FourSharedClient } from './client.js';
import type { ServiceTarget } from './service.js';

interface Place {
  readonly file: string;
  readonly name: string;
  readonly dirId: string;
}

/** The client as the conformance kit calls it, in this process or by `stdio.ts`. */
export const typescriptClient = {
  name: 'typescript',
  version: '1.0.0',
  concurrency: 4,
  upload: async (target: ServiceTarget, { file, name, dirId }: Place, signal: AbortSignal) => ({
    fileId: await new FourSharedClient(target, signal).upload(file, name, dirId),
  }),
  resume: async (
    target: ServiceTarget,
    { file, name, dirId, handle }: Place & { readonly handle?: string | undefined },
    signal: AbortSignal,
  ) => {
    const client = new FourSharedClient(target, signal);
    const anew = handle === undefined;
    return {
      fileId: await (anew ? client.upload(file, name, dirId) : client.resume(file, name, dirId, handle)),
    };
  },
  list: async (target: ServiceTarget, { dirId }: { readonly dirId: string }, signal: AbortSignal) => ({
    items: await new FourSharedClient(target, signal).list(dirId),
  }),
  createFolder: async (target: ServiceTarget, { dirId, name }: Omit<Place, 'file'>, signal: AbortSignal) => ({
    dirId: await new FourSharedClient(target, signal).createFolder(dirId, name),
  }),
  download: async (
    target: ServiceTarget,
    { fileId, to }: { readonly fileId: string; readonly to: string },
    signal: AbortSignal,
  ) => {
    await new FourSharedClient(target, signal).download(fileId, to);
    return {};
  },
  delete: async (target: ServiceTarget, { fileId }: { readonly fileId: string }, signal: AbortSignal) => {
    await new FourSharedClient(target, signal).delete(fileId);
    return {};
  },
  space: async (target: ServiceTarget, _: Record<never, never>, signal: AbortSignal) => ({
    free: await new FourSharedClient(target, signal).space(),
  }),
} as const;
