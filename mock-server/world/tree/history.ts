import type { Account } from '../accounts/accounts.js';
import type { Assumptions } from '../assumptions/assumptions.js';
import { MOST } from '../most.js';
import type { FolderRecord, NodeRecord } from '../records.js';
import type { References } from '../state/references.js';
import { IdMap } from './id-map.js';

/** What can happen to a file or folder. The codes on the wire are an assumption. */
export type Change = keyof Assumptions['history-codes'];

/** The second half of a change; the first is the kind of the node. */
export type Verb = 'added' | 'changed' | 'renamed' | 'moved' | 'copied' | 'removed' | 'restored';

/** What happened to one file or folder. */
export interface HistoryEntry {
  /** Grows by one over the whole service. 64-bit. */
  readonly id: bigint;
  readonly change: Change;
  /** In milliseconds since 1970. */
  readonly date: number;
  readonly kind: NodeRecord['kind'];
  readonly nodeId: bigint;
  /** The folder it was in after the change, or, when it was removed, before. */
  readonly parentId: bigint;
  /** Of something moved or copied, the folder that it came from. */
  readonly sourceParentId?: bigint | undefined;
  /** Of a copy, what it is a copy of; of something moved, itself. */
  readonly sourceId?: bigint | undefined;
  /** The application that sent its designator last. */
  readonly app?: string | undefined;
}

/** The entries of one account, oldest first. */
interface LogState {
  readonly login: string;
  readonly entries: readonly HistoryEntry[];
}

/** The saved history. */
export interface HistoryState {
  readonly lastId: bigint;
  readonly logs: readonly LogState[];
  /** Folders that are gone, each with the one above it. */
  readonly parentsOfGone: readonly (readonly [id: bigint, parent: bigint])[];
}

/** Where something moved or copied came from. */
export interface Source {
  readonly node: NodeRecord;
  readonly parent: FolderRecord | undefined;
}

/**
 * What happened to the trees of all accounts, oldest first. Only the tree writes here, in each of its
 * changes, so that no operation can forget it. All of it is an assumption: only the fields of the real history are known.
 */
export class History {
  readonly #logs = new WeakMap<Account, HistoryEntry[]>();
  /** The parent of each deleted folder, so that its history still belongs somewhere. */
  readonly #parentsOfGone = new IdMap<bigint>();
  #lastId = 0n;

  constructor(
    private readonly now: () => number,
    private readonly node: (id: bigint) => NodeRecord | undefined,
  ) {}

  /** Records what has just happened to a node; for a removed one, `parent` is where it was. */
  record(node: NodeRecord, verb: Verb, source?: Source): void {
    const { owner, kind, parent } = node;
    // Roots are created with their account; no folder lists them.
    if (!parent) return;
    this.#lastId += 1n;
    const log = this.#logs.get(owner) ?? [];
    if (log.length === 0) this.#logs.set(owner, log);
    // In batches: each removal moves all entries that stay.
    if (log.length >= MOST.history) log.splice(0, Math.ceil(MOST.history / 10));
    log.push({
      id: this.#lastId,
      change: changeOf(kind, verb),
      date: this.now(),
      kind,
      nodeId: node.id,
      parentId: parent.id,
      sourceParentId: source?.parent?.id,
      sourceId: source?.node.id,
      app: owner.app,
    });
  }

  /** A folder is gone for good. */
  bury(folder: FolderRecord): void {
    if (!folder.parent) return;
    this.#parentsOfGone.set(folder.id, folder.parent.id);
    const { size, oldest } = this.#parentsOfGone;
    if (size > MOST.history && oldest !== undefined) this.#parentsOfGone.delete(oldest);
  }

  /**
   * What happened in a folder, and, when `recursive`, in what is below it now, oldest first.
   * @param after only entries with a higher id, 64-bit
   */
  of(folder: FolderRecord, after: bigint, recursive: boolean): HistoryEntry[] {
    const log = this.#logs.get(folder.owner) ?? [];
    const newer = log.slice(firstAfter(log, after));
    if (recursive && !folder.parent) return newer;
    return newer.filter(this.#concerning(folder, recursive));
  }

  /** Id of the newest entry that `of` would give; 0 when there is none. */
  lastId(folder: FolderRecord, recursive: boolean): bigint {
    const log = this.#logs.get(folder.owner) ?? [];
    return log.findLast(this.#concerning(folder, recursive))?.id ?? 0n;
  }

  save(accounts: Iterable<Account>): HistoryState {
    const logs = Array.from(accounts, (account) => ({
      login: account.login,
      entries: [...(this.#logs.get(account) ?? [])],
    }));
    return { lastId: this.#lastId, logs, parentsOfGone: [...this.#parentsOfGone] };
  }

  load({ lastId, logs, parentsOfGone }: HistoryState, { account }: References): void {
    this.#lastId = lastId;
    for (const [id, parent] of parentsOfGone) this.#parentsOfGone.set(id, parent);
    for (const { login, entries } of logs) this.#logs.set(account(login), [...entries]);
  }

  /** Whether an entry is about the folder itself, what came in, what changed inside, or what went out. */
  #concerning({ id }: FolderRecord, recursive: boolean): (entry: HistoryEntry) => boolean {
    const isIn = recursive ? this.#within(id) : (place: bigint) => place === id;
    return ({ kind, nodeId, parentId, sourceParentId }) =>
      (kind === 'folder' && nodeId === id) ||
      isIn(parentId) ||
      (sourceParentId !== undefined && isIn(sourceParentId));
  }

  /**
   * Whether a folder is this one or lies below it now. Remembers each folder on the way up, so that the entries of n
   * levels take n steps and not their square. Neighbours in a log are mostly of the same folder.
   */
  #within(top: bigint): (place: bigint) => boolean {
    const known = new IdMap<boolean>().set(top, true);
    let last: bigint | undefined;
    let answer = false;
    return (place) => {
      if (place === last) return answer;
      const path: bigint[] = [];
      let here: bigint | undefined = place;
      for (; here !== undefined && !known.has(here); here = this.#parentOf(here)) path.push(here);
      last = place;
      answer = here !== undefined && known.get(here) === true;
      for (const id of path) known.set(id, answer);
      return answer;
    };
  }

  #parentOf(id: bigint): bigint | undefined {
    const node = this.node(id);
    return node ? node.parent?.id : this.#parentsOfGone.get(id);
  }
}

function changeOf(kind: NodeRecord['kind'], verb: Verb): Change {
  if (kind === 'file') return `file-${verb}`;
  if (verb === 'changed') throw new Error('A folder has no bytes that could change');
  return `folder-${verb}`;
}

/** Index of the first entry with a higher id. */
function firstAfter(log: readonly HistoryEntry[], id: bigint): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((log[middle]?.id ?? 0n) > id) high = middle;
    else low = middle + 1;
  }
  return low;
}
