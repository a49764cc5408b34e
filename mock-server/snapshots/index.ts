/** Errors and encodings of snapshots. Export and import are loaded late, each as itself. */

export { fromBase64 } from './base64.js';
export { SnapshotError } from './errors.js';
