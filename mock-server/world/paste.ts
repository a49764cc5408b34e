import type { Accounts } from './accounts.js';
import type { Assumptions } from './assumptions.js';
import { nameKey } from './listing.js';
import { FULL, MOST } from './most.js';
import { below, type FileRecord, type FolderRecord, inBin, isIn, type NodeRecord } from './nodes.js';
import type { Tree } from './tree.js';

/** What is to be put into a folder, and how. */
export interface PasteOrder {
  readonly target: FolderRecord;
  readonly nodes: readonly NodeRecord[];
  readonly move: boolean;
  /** What whoever asks may see; the rest of a folder is not copied. Default: everything. */
  readonly sees?: ((node: NodeRecord) => boolean) | undefined;
}

/** Moving and copying. Everything about it is an assumption: of pasteFilesDirs only the signature is known. */
export class Paste {
  constructor(
    private readonly tree: Tree,
    private readonly accounts: Accounts,
    private readonly clash: Assumptions['paste-clash'],
  ) {}

  /**
   * Moves or copies files and folders into a folder: all of them, or none when one of them cannot be. Files may share
   * a name, folders may not.
   * @returns an empty text, or what is wrong
   */
  paste(order: PasteOrder): string {
    const nodes = [...new Set(order.nodes)].filter((node) => !order.move || node.parent !== order.target);
    const refusal = this.#whyNot({ ...order, nodes });
    if (refusal !== undefined) return refusal;
    for (const node of nodes) {
      const name = node.kind === 'file' ? node.name : freeName(order.target, node.name);
      if (order.move) this.tree.move(node, order.target, name);
      else this.copy(node, order.target, name, order.sees);
    }
    return '';
  }

  /**
   * Copies a file, or a folder with everything in it. The copies share the bytes, begin at version 1, have the same
   * descriptions and are shared with nobody.
   * @param sees which of the things below a folder are copied
   */
  copy(
    node: NodeRecord,
    target: FolderRecord,
    name = node.name,
    sees: PasteOrder['sees'] = () => true,
  ): NodeRecord {
    if (node.kind === 'file') return this.#copyFile(node, target, name);
    const inner = seenBelow(node, sees);
    const top = this.#copyFolder(node, target, name);
    const copies = new Map<NodeRecord, FolderRecord>([[node, top]]);
    for (const original of inner) {
      const parent = original.parent && copies.get(original.parent);
      if (!parent) throw new Error('A folder comes before what it holds');
      if (original.kind === 'file') this.#copyFile(original, parent, original.name);
      else copies.set(original, this.#copyFolder(original, parent, original.name));
    }
    return top;
  }

  /** Why there is no room for copies; undefined when there is. What is not copied needs none. */
  #noRoom({ target, nodes, sees }: PasteOrder): string | undefined {
    const bytes = nodes.reduce((sum, node) => sum + sizeOfCopy(node, sees), 0n);
    const free = this.accounts.freeSpace(target.owner);
    return bytes > free ? `The copies need ${bytes} bytes, and ${free} are free.` : undefined;
  }

  #copyFile(file: FileRecord, parent: FolderRecord, name: string): FileRecord {
    const copy = this.tree.addFile(parent, name, file.stored, { copyOf: file });
    copy.description = file.description;
    return copy;
  }

  #copyFolder(folder: FolderRecord, parent: FolderRecord, name: string): FolderRecord {
    const copy = this.tree.addFolder(parent, name, { copyOf: folder });
    copy.description = folder.description;
    return copy;
  }

  #whyNot(order: PasteOrder): string | undefined {
    const { target, nodes, move } = order;
    if (inBin(target)) return 'The folder to paste into is in the recycle bin.';
    if (!move && this.tree.size >= MOST.nodes) return FULL;
    const taken = new Set<string>();
    for (const node of nodes) {
      const refusal = whyNotThis(node, target, move);
      if (refusal !== undefined) return refusal;
      if (node.kind === 'file' || this.clash === 'rename') continue;
      if (target.children.named('folder', node.name).length > 0 || taken.has(nameKey(node.name))) {
        return `"${target.name}" has a folder "${node.name}" already.`;
      }
      taken.add(nameKey(node.name));
    }
    return move ? undefined : this.#noRoom(order);
  }
}

/** What of a folder is copied, each folder before what it holds. */
function seenBelow(folder: FolderRecord, sees: NonNullable<PasteOrder['sees']>): NodeRecord[] {
  const seen = new Set<NodeRecord>([folder]);
  for (const node of below(folder)) if (node.parent && seen.has(node.parent) && sees(node)) seen.add(node);
  seen.delete(folder);
  return [...seen];
}

/** In bytes, 64-bit. */
function sizeOfCopy(node: NodeRecord, sees: PasteOrder['sees']): bigint {
  if (node.kind === 'file' || !sees) return node.size;
  return seenBelow(node, sees).reduce((sum, inner) => (inner.kind === 'file' ? sum + inner.size : sum), 0n);
}

function whyNotThis(node: NodeRecord, target: FolderRecord, move: boolean): string | undefined {
  if (inBin(node)) return `"${node.name}" is in the recycle bin.`;
  if (node.kind === 'folder' && isIn(target, node)) return `The folder "${node.name}" cannot go into itself.`;
  if (move && node.owner !== target.owner)
    return `"${node.name}" is in another account: it can only be copied.`;
  return undefined;
}

/** The name itself, or the first of `name (1)`, `name (2)` ... that no folder there has. */
function freeName(target: FolderRecord, name: string): string {
  for (let number = 0; ; number++) {
    const candidate = number === 0 ? name : `${name} (${number})`;
    if (target.children.named('folder', candidate).length === 0) return candidate;
  }
}
