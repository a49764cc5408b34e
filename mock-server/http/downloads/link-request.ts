import { type NodeRecord, WorldError } from '../../world/index.js';
import type { RoutedRequest } from '../routed-request.js';

/** Addresses of files and folders, by code or by id and password. Source: client. */
const LINK = /^\/[^/]+\/(?:(?:[\w-]{8}|[\w-]{10})|\d{1,19}\/[0-9a-f]{8})(?:\/|$)/;

/** Whether a path has the form of a link to a file or folder. */
export const isLink = ({ path }: RoutedRequest): boolean => LINK.test(path);

/** The file or folder of a link. */
export function findNode({ namespace, path }: RoutedRequest): NodeRecord | undefined {
  try {
    return namespace.world.links.resolve(path);
  } catch (error) {
    if (error instanceof WorldError) return undefined;
    throw error;
  }
}
