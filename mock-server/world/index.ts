/**
 * State and rules of the service, pure: no HTTP, no XML, no clock and no chance but what is handed in. Every room may
 * import it; it imports none.
 */

export type { Account, AccountSettings } from './accounts/accounts.js';
export { loginKey, readPassword, sameSecret } from './accounts/credentials.js';
export { Holdings } from './accounts/holdings.js';
export { signUp } from './accounts/signup.js';
export {
  ASSUMPTIONS,
  type AssumptionName,
  type Assumptions,
  type ChosenAssumptions,
  chooseAssumptions,
} from './assumptions/assumptions.js';
export {
  AccessDenied,
  AlreadyRemoved,
  CLOSED,
  FileNotFound,
  FixtureError,
  FolderNotFound,
  NoPreview,
  UnknownCommand,
  UploadRefusal,
  WorldError,
  WrongCredentials,
} from './errors.js';
export type { AccountView, FileNode, FolderNode, StoredBytes, TreeNode } from './nodes.js';
export type {
  Fixture,
  FixtureAccount,
  FixtureContentsOf,
  FixtureFile,
  FixtureFolder,
} from './opening/fixture.js';
export { FixtureContents, isPattern } from './opening/fixture-content.js';
export { LazyBytes } from './opening/lazy-bytes.js';
export {
  type Admit,
  BytesLost,
  type Content,
  type ContentStore,
  type Digest,
  type MediaFile,
  type MediaReader,
  type MusicTags,
  type PictureTags,
  type Platform,
} from './platform.js';
export type { FileRecord, FileState, FolderRecord, FolderState, NodeRecord } from './records.js';
export { MIRROR_NAMES } from './settings/setting-mirrors.js';
export { isEditable } from './settings/setting-values.js';
export type { SentSetting } from './settings/settings.js';
export { SETTING_TYPES, type SettingsGroup } from './settings/settings-table.js';
export { unlessDenied } from './sharing/access.js';
export {
  type Base,
  directLink,
  formAddress,
  type Hosts,
  PASSWORD_FIELD,
  pageLink,
  playlistLink,
  previewLink,
  toolLink,
  versionLink,
} from './sharing/addresses.js';
export { musicOf } from './sharing/playlist.js';
export {
  changeable,
  changed,
  eachField,
  type SharingProperties,
  UNSHARED,
} from './sharing/sharing-properties.js';
export { type Range, type ReceivedBytes, writeReceived } from './state/received-bytes.js';
export { Snapshot } from './state/snapshot.js';
export type { WorldState } from './state/world-state.js';
export { clampTime, isTime } from './time-range.js';
export { describeFile, describeFolder } from './tree/descriptions.js';
export { isMusic, isPicture, isVideo } from './tree/file-kinds.js';
export type { Change, HistoryEntry } from './tree/history.js';
export { IdMap, IdSet } from './tree/id-map.js';
export type { ReadonlyListing } from './tree/listing.js';
export type { Denial } from './tree/naming.js';
export { LONGEST } from './tree/text-length.js';
export { ROOT_ALIAS } from './tree/tree.js';
export { type FileVersion, fileVersion, newestVersion } from './tree/versions.js';
export { below, binSight, eachBelow, inBin } from './tree/walk.js';
export { finish, finishInTurns, inSteps, turn, turns } from './turn.js';
export type { PartWriter, WholeTarget, WholeWriter } from './uploads/parts.js';
export type { Staging } from './uploads/staging.js';
export { World } from './world.js';
export type { UnfinishedUpload, WorldView } from './world-view.js';
