import { latePart } from '../late-parts.js';
import { SnapshotError } from '../snapshots/index.js';
import { type Platform, type Snapshot, World } from '../world/index.js';

const exporter = latePart(() => import('../snapshots/export-snapshot.js'));
const importer = latePart(() => import('../snapshots/import-snapshot.js'));

/** Summary of a snapshot, as the control API lists it. */
export interface SnapshotInfo {
  readonly name: string;
  /** When it was taken or imported, in milliseconds since 1970 by the clock of the namespace. */
  readonly time: number;
  readonly accounts: number;
  readonly files: number;
}

/** The state that snapshots are taken of and restored to. */
interface SnapshotTarget {
  readonly current: () => World;
  readonly replace: (world: World) => Promise<void>;
}

/** There is no snapshot of this name. */
export class UnknownSnapshot extends Error {
  override readonly name = 'UnknownSnapshot';

  constructor(
    readonly snapshot: string,
    /** The names that are known. */
    readonly known: readonly string[],
  ) {
    super(`There is no snapshot "${snapshot}"`);
  }
}

interface Kept {
  readonly info: SnapshotInfo;
  readonly snapshot: Snapshot;
}

/** How many snapshots a namespace keeps. */
export const MOST_SNAPSHOTS = 1000;

/**
 * Named snapshots of a namespace: its state with all bytes, and neither rules nor journal nor clock. They outlive a
 * reset and end with the namespace.
 */
export class Snapshots {
  readonly #byName = new Map<string, Kept>();

  constructor(
    private readonly platform: Platform,
    private readonly now: () => number,
    private readonly target: SnapshotTarget,
  ) {}

  /**
   * Takes a snapshot of this moment. An older one of this name is dropped.
   * @throws SnapshotError when there are too many
   */
  async save(name: string): Promise<SnapshotInfo> {
    this.#refuseOneTooMany(name);
    const time = this.now();
    return this.#keep(name, time, await this.target.current().save());
  }

  /**
   * Replaces the state by that of a snapshot. The snapshot stays.
   * @throws UnknownSnapshot
   */
  async restore(name: string): Promise<SnapshotInfo> {
    const { info, snapshot } = this.#kept(name);
    await this.target.replace(await World.restore(this.platform, snapshot));
    return info;
  }

  /** In the order in which they were taken. */
  list(): SnapshotInfo[] {
    return Array.from(this.#byName.values(), ({ info }) => info);
  }

  /**
   * Drops a snapshot and frees the bytes without another holder.
   * @throws UnknownSnapshot
   */
  async drop(name: string): Promise<void> {
    const { snapshot } = this.#kept(name);
    this.#byName.delete(name);
    await snapshot.drop();
  }

  /**
   * A snapshot as JSON text, in pieces of moderate size.
   * @throws UnknownSnapshot, and what the storage throws when it has not all of the bytes
   */
  async export(name: string): Promise<AsyncIterable<string>> {
    const { snapshot } = this.#kept(name);
    await snapshot.check();
    const { exportSnapshot } = await exporter();
    return exportSnapshot(snapshot);
  }

  /**
   * Adds an exported snapshot, of this server or another one. An older one of this name is dropped.
   * @param parsed the JSON text, parsed
   * @throws SnapshotError with the path of the first mistake; then nothing has changed
   */
  async import(name: string, parsed: unknown): Promise<SnapshotInfo> {
    this.#refuseOneTooMany(name);
    const { importSnapshot } = await importer();
    return this.#keep(name, this.now(), await importSnapshot(this.platform, parsed));
  }

  #refuseOneTooMany(name: string): void {
    if (this.#byName.size < MOST_SNAPSHOTS || this.#byName.has(name)) return;
    throw new SnapshotError('', `is one too many: the limit is ${MOST_SNAPSHOTS}. Drop one first`);
  }

  async #keep(name: string, time: number, snapshot: Snapshot): Promise<SnapshotInfo> {
    const older = this.#byName.get(name);
    const { accounts, tree } = snapshot.state;
    const info = { name, time, accounts: accounts.length, files: tree.files.length };
    this.#byName.delete(name);
    this.#byName.set(name, { info, snapshot });
    await older?.snapshot.drop();
    return info;
  }

  #kept(name: string): Kept {
    const kept = this.#byName.get(name);
    if (!kept) throw new UnknownSnapshot(name, [...this.#byName.keys()]);
    return kept;
  }
}
