import type { OperationName } from '../../../wsdl/contract.js';

/** One call of the list: its name and, as texts with a letter for their kind, its arguments after login and password. */
export type ListedCall = readonly [name: OperationName, ...args: string[]];

/** What the list needs to know of the world it is for. */
export interface ListWorld {
  /** A folder with a file, an empty folder, and the code in the address of the first. */
  readonly folder: bigint;
  readonly empty: bigint;
  readonly code: string;
  readonly song: bigint;
  readonly photo: bigint;
  readonly film: bigint;
  readonly scrap: bigint;
  /** Address of a file in another account. */
  readonly foreignLink: string;
}

const text = (value: string): string => `s:${value}`;
const number = (value: bigint | number): string => `n:${value}`;
const flag = (value: boolean): string => `b:${value}`;
const list = (...values: readonly bigint[]): string => `l:${values.join(',')}`;
/** What an earlier call of the list answered, or one item of it. */
const result = (name: OperationName, index?: number): string =>
  `r:${name}${index === undefined ? '' : `#${index}`}`;

/** Operations that are called without credentials (wsdl). */
export const WITHOUT_LOGIN: ReadonlySet<OperationName> = new Set<OperationName>([
  'hasRightUpload',
  'getToolList',
  'getToolUrl',
  'getToolVersion',
  'getCurrentUploaderVersion',
  'getNotOwnedSizeLimit',
  'getOwnedSizeLimit',
  'getOperationDescriptions',
  'getUploadFormUrl',
]);

/** All operations, in an order in which each has something to answer. */
export function everyFunction(world: ListWorld): readonly ListedCall[] {
  const { folder, empty, song, photo, film, scrap } = world;
  const root = number(-1);
  return [
    ['login'],
    ['isExistsLoginPassword'],
    ['isAccountActive'],
    ['isAccountBanned'],
    ['isAccountPremium'],
    ['uploaderLoggedIn', text('1.0'), text('Linux')],
    ['getFreeSpace'],
    ['getSpaceLimit'],
    ['getMaxFileSize'],
    ['getRoot'],
    ['getItems', root],
    ['getItemsPartial', root, number(0), number(2)],
    ['getItemsCount', root],
    ['getAllFolders'],
    ['getAllItems'],
    ['getDirInfo', number(folder)],
    ['getFileInfo', number(song)],
    ['getItemInfo', number(folder), flag(true)],
    ['getFiles', list(song, photo)],
    ['createNewFolder', root, text('Made by a toolkit & "quoted"')],
    ['creatNewFolder', root, text('Old spelling')],
    ['renameFolder', result('createNewFolder'), text('Renamed')],
    ['renameFile', number(scrap), text('renamed.txt')],
    ['setFileDescription', number(song), ...['a', 'b', 'c'].map(text), flag(true), flag(false)],
    ['getFileDescription', number(song)],
    ['setDirDescription', number(folder), text('what is in it'), flag(false), flag(true)],
    ['getDirDescription', number(folder)],
    ['pasteFilesDirs', number(empty), flag(false), list(song, photo), list(folder)],
    ['addToFavorites', number(song)],
    ['getFavorites'],
    ['removeFromFavorites', number(song)],
    ['getFileDownloadLink', number(song)],
    ['getDirectLink', result('getFileDownloadLink')],
    ['decodeLink', result('getFileDownloadLink')],
    ['decodeId', text(world.code)],
    ['getFileVersionLink', number(song), number(1)],
    ['addToMyAccount', number(empty), text(world.foreignLink)],
    ['getMp3FileInfo', result('getFileDownloadLink')],
    ['getMp3FileInfos', root],
    ['getExifFileInfo', result('getFileDownloadLink')],
    ['getExifFileInfos', root],
    ['getPreviewLink', number(photo)],
    ['getVideoPreviewLink', number(film)],
    ['getSmallImageLink', number(photo), number(100)],
    ['getPlaylistLink', root],
    ['getFolderSharingProperties', number(folder)],
    ['setFolderSharingProperties', number(folder), result('getFolderSharingProperties', 0)],
    ['checkSubdomain', number(folder), text('my-files')],
    ['checkSharedDirAccess', number(folder), text(''), text('')],
    ['getSharedDirItems', number(folder), text(''), text('')],
    ['getSharedPlaylistLink', root, text(''), text('')],
    ['getDirLinkItems'],
    ['getSettingGroups'],
    ['getSettings', number(1)],
    ['getAllSettings'],
    ['checkSettings', result('getSettings')],
    ['applySettings', result('getSettings')],
    ['hasRightUpload'],
    ['createUploadSessionKey', root],
    ['getNewFileDataCenter'],
    ['getUploadFormUrl', number(1), result('createUploadSessionKey')],
    ['uploadStartFile', root, text('empty.txt'), number(0)],
    ['uploadStartedFileExists', result('uploadStartFile')],
    ['uploadFinishFile', result('uploadStartFile'), text('d41d8cd98f00b204e9800998ecf8427e')],
    ['simpleUploadStart', root, text('never sent.txt'), number(5)],
    ['uploadStartFileUpdate', number(scrap), text(''), number(5)],
    ['uploadCancelFile', number(scrap)],
    ['downloadFinished', number(song)],
    ['deleteFile', number(scrap)],
    ['getRecycleBinItems'],
    ['restoreFile', number(scrap)],
    ['deleteFile', number(scrap)],
    ['restoreFiles', list(scrap)],
    ['deleteFileFinal', number(scrap)],
    ['deleteFolder', number(empty)],
    ['deleteFolderFinal', result('createNewFolder')],
    ['emptyRecycleBin'],
    ['getHistory', root],
    ['getHistoryFromId', root, number(1)],
    ['getHistoriesFromId', list(folder), list(0n)],
    ['getNotRecursiveHistories', list(-1n, folder), list(0n, 1n)],
    ['getHistoryLastId', root],
    ['getOperationDescriptions'],
    ['markSynchronized', number(folder)],
    ['syncFinished', number(folder)],
    ['getOwnedSizeLimit'],
    ['getNotOwnedSizeLimit'],
    ['getToolList'],
    ['getToolUrl', text('4shared Desktop'), text('windows')],
    ['getToolVersion', text('4shared Desktop'), text('windows')],
    ['getCurrentUploaderVersion'],
    ['reportAbuse', flag(false), text(world.foreignLink), ...['', 'n', 'c', 'e@x.test', '1', 'm'].map(text)],
    ['signup'],
    ['signupUsername', text('A name')],
    ['run', text('no such command'), text('')],
  ];
}
