import type { Accounts } from '../accounts/accounts.js';
import type { Assumptions } from '../assumptions/assumptions.js';
import { FULL, MOST } from '../most.js';
import type { FolderRecord, NodeRecord } from '../records.js';
import { finish, finishSoon, inSteps } from '../turn.js';
import { nameKey } from './listing.js';
import type { PlannedCopy, Staged } from './out-of-sight.js';
import type { Tree } from './tree.js';
import { eachBelow, inBin, isIn } from './walk.js';

const IN_BIN = 'The folder to paste into is in the recycle bin.';

/** What to put into a folder, and how. */
interface PasteOrder {
  readonly target: FolderRecord;
  readonly nodes: readonly NodeRecord[];
  readonly move: boolean;
  /** What the account may see; the rest of a folder is not copied. Default: everything. */
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
   * a name, folders may not. Long work runs in turns.
   * @returns an empty text, or what is wrong
   */
  paste(order: PasteOrder): string | Promise<string> {
    const nodes = [...new Set(order.nodes)].filter((node) => !order.move || node.parent !== order.target);
    const refusal = this.#whyNot({ ...order, nodes });
    if (refusal !== undefined) return refusal;
    if (order.move) return this.#ended(finishSoon(this.#moving(nodes, order.target)));
    return this.#ended(finishSoon(this.#copying(order, nodes)));
  }

  /** Copies a file, or a folder with everything in it. The copies are not shared. */
  copy(node: NodeRecord, target: FolderRecord, name = node.name): NodeRecord {
    const staged = finish(this.#staging(finish(planning([node], undefined)), target));
    this.tree.show(staged, target, () => name);
    const [copy] = staged.tops;
    if (!copy) throw new Error('The copied node is missing');
    return copy;
  }

  #ended(pasted: string | Staged | Promise<string | Staged>): string | Promise<string> {
    if (pasted instanceof Promise) return this.tree.outOfSight.whole(pasted.then((end) => this.#ended(end)));
    return typeof pasted === 'string' ? pasted : this.tree.unstage(pasted).then(() => IN_BIN);
  }

  /** One after the other. Nodes that are removed meanwhile stay in the recycle bin. */
  *#moving(nodes: readonly NodeRecord[], target: FolderRecord): Generator<void, string> {
    yield* inSteps(nodes, (node) => {
      if (this.#isThere(node) && this.#isThere(target)) this.tree.move(node, target, nameIn(target, node));
    });
    return '';
  }

  /**
   * All copies become visible at once. Their space is reserved until then.
   * @returns copies that have lost the folder that they should go into, or what `paste` says
   */
  *#copying({ target, sees }: PasteOrder, nodes: readonly NodeRecord[]): Generator<void, string | Staged> {
    const copies = yield* planning(nodes, sees);
    if (this.tree.size + copies.length > MOST.nodes) return FULL;
    let bytes = 0n;
    for (const { original } of copies) if (original.kind === 'file') bytes += original.size;
    const free = this.accounts.freeSpace(target.owner);
    if (bytes > free) return `The copies need ${bytes} bytes, and ${free} are free.`;
    const { space } = target.owner;
    space.take(bytes, 'reserved');
    const staged = yield* this.#staging(copies, target);
    space.giveBack(bytes, 'reserved');
    if (!this.#isThere(target)) return staged;
    this.tree.show(staged, target, (top) => nameIn(target, top));
    return '';
  }

  *#staging(planned: readonly PlannedCopy[], target: FolderRecord): Generator<void, Staged> {
    const staged: Staged = { copies: new Map(), tops: [] };
    yield* inSteps(planned, (one) => {
      const { original, parent } = one;
      const above = parent && staged.copies.get(parent);
      // A node purged meanwhile has no bytes.
      if (this.tree.node(original.id) !== original || (parent && above?.kind !== 'folder')) return;
      const copy = this.tree.stage(original, target, above?.kind === 'folder' ? above : undefined);
      staged.copies.set(one, copy);
      if (!above) staged.tops.push(copy);
    });
    return staged;
  }

  #isThere(node: NodeRecord): boolean {
    return this.tree.node(node.id) === node && !inBin(node);
  }

  #whyNot({ target, nodes, move }: PasteOrder): string | undefined {
    if (inBin(target)) return IN_BIN;
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
    return undefined;
  }
}

/** What is to be copied of files and folders, each folder before what it holds. What is moved meanwhile is taken once. */
function* planning(
  tops: readonly NodeRecord[],
  sees: PasteOrder['sees'] = () => true,
): Generator<void, PlannedCopy[]> {
  const planned: PlannedCopy[] = [];
  for (const top of tops) {
    const within = new Map<NodeRecord, PlannedCopy>([[top, { original: top, parent: undefined }]]);
    if (top.kind === 'folder')
      yield* inSteps(eachBelow(top), (original) => {
        const parent = original.parent && within.get(original.parent);
        if (parent && !within.has(original) && sees(original)) within.set(original, { original, parent });
      });
    for (const one of within.values()) planned.push(one);
    yield;
  }
  return planned;
}

function whyNotThis(node: NodeRecord, target: FolderRecord, move: boolean): string | undefined {
  if (inBin(node)) return `"${node.name}" is in the recycle bin.`;
  if (node.kind === 'folder' && isIn(target, node)) return `The folder "${node.name}" cannot go into itself.`;
  if (move && node.owner !== target.owner)
    return `"${node.name}" is in another account: it can only be copied.`;
  return undefined;
}

/** Of a file the name itself; of a folder that, or the first of `name (1)`, `name (2)` ... that no folder there has. */
function nameIn(target: FolderRecord, { kind, name }: NodeRecord): string {
  if (kind === 'file') return name;
  for (let number = 0; ; number++) {
    const candidate = number === 0 ? name : `${name} (${number})`;
    if (target.children.named('folder', candidate).length === 0) return candidate;
  }
}
