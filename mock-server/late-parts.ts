/** What a server loads with the first request that needs it, so that its start is short. */
const LATE_PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('./http/serve-placed.js'),
  () => import('./http/read-form.js'),
  () => import('./serving/control-answer.js'),
  () => import('./serving/misbehaving-call.js'),
  () => import('./serving/deliver-call.js'),
  () => import('./serving/compression.js'),
  () => import('./soap/dialect/index.js'),
  () => import('./edge-cases/rule-schema.js'),
  () => import('../fixtures/edge-accounts.js'),
  () => import('./snapshots/export-snapshot.js'),
  () => import('./snapshots/import-snapshot.js'),
  () => import('./snapshots/snapshot-schema.js'),
  () => import('./media/music.js'),
  () => import('./media/pictures.js'),
  () => import('./media/thumbnails.js'),
  () => import('./media/scale-thread.js'),
];

/**
 * Loads all of it, one after the other, for a server that runs for long: Node keeps an import that failed once, such as
 * for want of file descriptors, and fails it again until the process ends.
 */
export async function loadLateParts(): Promise<void> {
  for (const load of LATE_PARTS) await load();
}
