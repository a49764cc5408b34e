import type { Request } from 'express';
import type { NodeRecord } from '../world/nodes.js';
import { type World, WorldError } from '../world/world.js';
import type { TransferOptions } from './transfer.js';

/** Addresses that stand for a file or folder, by code or by id and password. Source: client. */
const LINK = /^\/[^/]+\/(?:(?:[\w-]{8}|[\w-]{10})|\d{1,19}\/[0-9a-f]{8})(?:\/|$)/;

/** Whether an address has the shape of one that stands for a file or folder. */
export const isLink = (request: Request): boolean => LINK.test(request.path);

/** The file or folder that the address stands for. */
export function findNode(world: World, request: Request): NodeRecord | undefined {
  try {
    return world.links.resolve(request.path);
  } catch (error) {
    if (error instanceof WorldError) return undefined;
    throw error;
  }
}

/** Writes the one log entry of a request, without its query, in which a password may be. */
export function logOf(options: TransferOptions, request: Request) {
  const began = performance.now();
  return (result: string, account?: string, failure?: unknown): void =>
    options.log({
      what: `${request.method} ${request.path}`,
      account,
      result,
      ms: performance.now() - began,
      warnings: [],
      failure,
    });
}
