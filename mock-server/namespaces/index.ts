/** A world with what belongs to it: clock, rules, journal, holds and snapshots. */

export { type AccountChanges, type AccountReport, changeAccount, UnknownAccount } from './accounts.js';
export type { Clock } from './clock.js';
export type { EdgeAccounts } from './edge-rules.js';
export type { HeldExchange, Holds } from './holds.js';
export type { Namespace } from './namespace.js';
export { NAMESPACE_NAME } from './namespace-name.js';
export type { NamespaceView } from './namespace-view.js';
export { NamespaceError, Namespaces } from './namespaces.js';
export { type SnapshotInfo, type Snapshots, UnknownSnapshot } from './snapshots.js';
