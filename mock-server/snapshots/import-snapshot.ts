import { checkSteps } from '../schemas/check-steps.js';
import { pathText } from '../schemas/path-text.js';
import {
  FixtureError,
  finishInTurns,
  Holdings,
  type Platform,
  type ReceivedBytes,
  Snapshot,
  type StoredBytes,
  turns,
  World,
} from '../world/index.js';
import { checkReferences } from './check-references.js';
import { SnapshotError } from './errors.js';
import type { WrittenSnapshot } from './format.js';
import { importReceived, importStored } from './import-bytes.js';
import { snapshotSchema } from './snapshot-schema.js';

/**
 * Makes a snapshot from the output of `exportSnapshot`, and puts its bytes into the platform's store.
 * @param parsed the JSON text, parsed
 * @throws SnapshotError with the path of the first mistake; then no bytes remain in the store
 * @throws what the storage throws
 */
export async function importSnapshot(platform: Platform, parsed: unknown): Promise<Snapshot> {
  const written = await readShape(parsed);
  checkSettings(platform, written);
  await finishInTurns(checkReferences(written));
  const holdings = new Holdings();
  const stored: StoredBytes[] = [];
  const received: ReceivedBytes[] = [];
  const snapshot = new Snapshot(written.state, stored, received, holdings);
  try {
    const makeWay = turns();
    for (const [index, bytes] of written.stored.entries()) {
      stored.push(await importStored(platform, bytes, `stored[${index}]`, makeWay));
      await makeWay();
    }
    for (const [index, ranges] of written.received.entries())
      received.push(await importReceived(platform, ranges, `received[${index}]`, makeWay));
    return snapshot;
  } catch (error) {
    await snapshot.drop();
    throw error;
  }
}

async function readShape(parsed: unknown): Promise<WrittenSnapshot> {
  const checked = await finishInTurns(checkSteps(snapshotSchema, parsed));
  if ('output' in checked) return checked.output;
  throw new SnapshotError(pathText(checked.mistake.path), checked.mistake.message);
}

/** The world checks its own settings. */
function checkSettings(platform: Platform, { state: { settings } }: WrittenSnapshot): void {
  try {
    new World(platform, { ...settings, accounts: [] });
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error;
    throw new SnapshotError(`state.settings.${error.path}`, error.problem);
  }
}
