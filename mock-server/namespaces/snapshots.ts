import type { Platform } from '../world/platform.js';
import type { World } from '../world/world.js';

/** What is told of a snapshot. */
export interface SnapshotInfo {
  readonly name: string;
  /** When it was taken, in milliseconds since 1970 by the clock of the namespace. */
  readonly time: number;
}

/** The state that snapshots are taken of and put back into. */
export interface SnapshotTarget {
  readonly current: () => World;
  readonly replace: (world: World) => Promise<void>;
}

/** Named snapshots of a namespace. */
export class Snapshots {
  constructor(
    readonly platform: Platform,
    readonly now: () => number,
    readonly target: SnapshotTarget,
  ) {}
}
