import { type Argument, OPERATIONS, type OperationName } from '../../../wsdl/contract.js';

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

/** Login and password, which the caller adds. */
const CREDENTIALS: ReadonlySet<string> = new Set(['login', 'password']);

/** Operations that are called without credentials (wsdl). */
export const WITHOUT_LOGIN: ReadonlySet<OperationName> = new Set(
  Object.values(OPERATIONS).flatMap(({ name, args }) =>
    args.some((argument) => CREDENTIALS.has(argument.name)) ? [] : [name],
  ),
);

/** All operations: those that need nothing special as the contract describes them, then the others in an order that suits them. */
export function everyFunction(world: ListWorld): readonly ListedCall[] {
  const chosen = chosenCalls(world);
  const plain = Object.values(OPERATIONS).filter(({ name }) => !chosen.some(([other]) => other === name));
  return [
    ...plain.map(
      ({ name, args }): ListedCall => [
        name,
        ...args
          .filter((argument) => !CREDENTIALS.has(argument.name))
          .map((each) => plainArgument(world, each)),
      ],
    ),
    ...chosen,
  ];
}

/** @throws Error for a structure: such a call must be chosen */
function plainArgument(world: ListWorld, { name, type }: Argument): string {
  switch (type) {
    case 'string':
      return text('');
    case 'boolean':
      return flag(false);
    case 'int':
    case 'long':
      return number({ fileId: world.song, dirId: -1n }[name] ?? 0n);
    case 'longArray':
      return list(world.song);
    default:
      throw new Error(`No plain ${type} for the argument ${name}: name the call in chosenCalls`);
  }
}

/** Calls whose arguments or place in the list matter, in an order in which each has something to answer. */
function chosenCalls(world: ListWorld): readonly ListedCall[] {
  const { folder, empty, song, photo, film, scrap } = world;
  const root = number(-1);
  return [
    ['uploaderLoggedIn', text('1.0'), text('Linux')],
    ['getItemsPartial', root, number(0), number(2)],
    ['getDirInfo', number(folder)],
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
    ['getExifFileInfo', result('getFileDownloadLink')],
    ['getPreviewLink', number(photo)],
    ['getVideoPreviewLink', number(film)],
    ['getSmallImageLink', number(photo), number(100)],
    ['getFolderSharingProperties', number(folder)],
    ['setFolderSharingProperties', number(folder), result('getFolderSharingProperties', 0)],
    ['checkSubdomain', number(folder), text('my-files')],
    ['checkSharedDirAccess', number(folder), text(''), text('')],
    ['getSharedDirItems', number(folder), text(''), text('')],
    ['getSharedPlaylistLink', root, text(''), text('')],
    ['getSettings', number(1)],
    ['checkSettings', result('getSettings')],
    ['applySettings', result('getSettings')],
    ['createUploadSessionKey', root],
    ['getUploadFormUrl', number(1), result('createUploadSessionKey')],
    ['uploadStartFile', root, text('empty.txt'), number(0)],
    ['uploadStartedFileExists', result('uploadStartFile')],
    ['uploadFinishFile', result('uploadStartFile'), text('d41d8cd98f00b204e9800998ecf8427e')],
    ['simpleUploadStart', root, text('never sent.txt'), number(5)],
    ['uploadStartFileUpdate', number(scrap), text(''), number(5)],
    ['uploadCancelFile', number(scrap)],
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
    ['markSynchronized', number(folder)],
    ['syncFinished', number(folder)],
    ['getToolUrl', text('4shared Desktop'), text('windows')],
    ['getToolVersion', text('4shared Desktop'), text('windows')],
    ['reportAbuse', flag(false), text(world.foreignLink), ...['', 'n', 'c', 'e@x.test', '1', 'm'].map(text)],
    ['signup'],
    ['signupUsername', text('A name')],
    ['run', text('no such command'), text('')],
  ];
}
