export { OptionsError } from '../../../mock-server/schemas/read-options.js';
export type {
  AccountItem,
  DirHistoryDTO,
  ExifInfo,
  FileUploadInfo,
  Mp3Info,
  OperationName,
  SettingsGroup,
  SharedFolderProperties,
  UserSetting,
  UserSettings,
} from '../../../wsdl/contract.js';
export type {
  CallOptions,
  CallOptions as DownloadOptions,
  FourSharedOptions,
  UploadOptions,
} from './client-options.js';
export type { Downloaded } from './download.js';
export { Failure, type FailureKind, ServiceFault, UnreadableReply, UploadStopped } from './failure.js';
export { FourShared } from './four-shared.js';
export type { Arguments, Item, OperationMethods, Result } from './functions.js';
export type { UploadSource } from './source.js';
export type { UploadHandle } from './upload-handle.js';
