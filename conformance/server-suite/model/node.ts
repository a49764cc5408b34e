import type { Content } from './content.js';

/** Where a file or folder is: in its folder, in the recycle bin, or deleted for good. */
type Whereabouts = 'there' | 'bin' | 'gone';

/** A folder that the account must hold. Ids have 64 bits. */
export interface ModelFolder {
  readonly id: bigint;
  name: string;
  /** Undefined for the top folder. */
  parent: ModelFolder | undefined;
  is: Whereabouts;
}

/** A file that the account must hold. Ids have 64 bits. */
export interface ModelFile {
  readonly id: bigint;
  name: string;
  parent: ModelFolder;
  content: Content;
  is: Whereabouts;
}

/** A file or folder that the account must hold. */
export type ModelNode = ModelFile | ModelFolder;

/** Whether it is a file, and no folder. */
export const isFile = (node: ModelNode): node is ModelFile => 'content' in node;

/** Whether neither it nor a parent is in the bin or gone. */
export function isOpen({ is, parent }: ModelNode): boolean {
  return is === 'there' && (parent === undefined || isOpen(parent));
}

/** Whether a node is a folder or in it, at any depth. */
export const isWithin = (node: ModelNode | undefined, folder: ModelFolder): boolean =>
  node !== undefined && (node === folder || isWithin(node.parent, folder));

/** The name in quotes, for sentences. */
export const quoted = ({ name }: Pick<ModelNode, 'name'>): string => JSON.stringify(name);

/** Names that a service might compare as equal have the same key. */
const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().trim();

/** Whether a folder cannot hold both names. */
export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b);
