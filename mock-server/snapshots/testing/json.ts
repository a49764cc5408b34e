import type { Snapshot } from '../../world/state/snapshot.js';
import { exportSnapshot } from '../export-snapshot.js';

/** An exported snapshot, parsed. */
export async function exported(snapshot: Snapshot): Promise<unknown> {
  let text = '';
  for await (const piece of exportSnapshot(snapshot)) text += piece;
  return JSON.parse(text);
}
