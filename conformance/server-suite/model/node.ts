import type { Content } from './content.js';

/** Where a file or folder is: in its folder, in the recycle bin, or nowhere any more. */
export type Whereabouts = 'there' | 'bin' | 'gone';

export interface ModelFolder {
  readonly id: bigint;
  name: string;
  /** Undefined for the one that everything else is in. */
  parent: ModelFolder | undefined;
  is: Whereabouts;
}

export interface ModelFile {
  readonly id: bigint;
  name: string;
  parent: ModelFolder;
  content: Content;
  is: Whereabouts;
}

export type ModelNode = ModelFile | ModelFolder;

export const isFile = (node: ModelNode): node is ModelFile => 'content' in node;

/** Neither it nor a folder that it is in is in the bin or gone. */
export function isOpen({ is, parent }: ModelNode): boolean {
  return is === 'there' && (parent === undefined || isOpen(parent));
}

/** Whether something is a folder or in it, however deep. */
export const isWithin = (node: ModelNode | undefined, folder: ModelFolder): boolean =>
  node !== undefined && (node === folder || isWithin(node.parent, folder));

/** In quotes, as it stands in sentences. */
export const quoted = ({ name }: Pick<ModelNode, 'name'>): string => JSON.stringify(name);

/** Names that some service might hold to be the same have the same key. */
const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().trim();

export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b);
