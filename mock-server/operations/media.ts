import type { ExifInfo, Mp3Info } from '../../wsdl/contract.js';
import {
  type FileNode,
  FileNotFound,
  type FolderNode,
  FolderNotFound,
  inBin,
  isMusic,
  isPicture,
  isVideo,
  musicOf,
  NoPreview,
  playlistLink,
  previewLink,
  type TreeNode,
  turn,
  type World,
} from '../world/index.js';
import { list } from './browse.js';
import { type SignedInCall, signedIn } from './handler.js';
import { linkedFile } from './links.js';
import { openFolder } from './sharing.js';

const MOST = 2 ** 31 - 1;

/** A number as an int; a missing or wrong tag is 0 (assumption). */
const whole = (value = 0): number => (value >= 0 && value <= MOST ? Math.floor(value) : 0);

/**
 * The tags of a file; `empty` when it has none, even if its length is known (assumption). Bits a second are in
 * thousands, and whole seconds are rounded down (assumption).
 */
async function mp3Info(world: World, node: TreeNode): Promise<Mp3Info> {
  const tags = node.kind === 'file' && isMusic(node) ? await world.media.music(node) : {};
  const { title, artist, album, genre, track, year, bitrate = 0, sampleRate, seconds = 0 } = tags;
  return {
    ...definite({ album, artist, genre, title }),
    bitrate: whole(Math.round(bitrate / 1000)),
    empty: [title, artist, album, genre, track, year].every((tag) => tag === undefined),
    fileId: node.id,
    length: whole(seconds),
    preciseLength: Number.isFinite(seconds) ? seconds : 0,
    sampleRate: whole(sampleRate),
    track: whole(track),
    year: whole(year),
  };
}

/** The EXIF tags; `empty` when there are none (assumption). */
async function exifInfo(world: World, node: TreeNode): Promise<ExifInfo> {
  const tags = node.kind === 'file' && isPicture(node) ? await world.media.picture(node) : {};
  const { dateTime, make, model, width, height } = tags;
  const texts = definite({
    dateTime,
    heigth: height === undefined ? undefined : String(whole(height)),
    make,
    model,
    width: width === undefined ? undefined : String(whole(width)),
  });
  return { ...texts, empty: Object.keys(texts).length === 0, fileId: node.id };
}

/** Without missing texts: they are absent in a reply (wsdl). */
function definite<Name extends string>(texts: Readonly<Record<Name, string | undefined>>) {
  // Only names with a text are left.
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as {
    [Each in Name]?: string;
  };
}

/** Files between two turns of the event loop. */
const READ_AT_ONCE = 500;

/** One entry for each file of getItems in the same order (client); for folders, too, or not: assumption. */
async function infos<Info>(
  call: SignedInCall,
  dirId: bigint,
  read: (world: World, node: TreeNode) => Promise<Info>,
): Promise<Info[]> {
  const { world } = call;
  const nodes = list(call, dirId).all();
  const wanted =
    world.assume['media-infos'] === 'items' ? nodes : nodes.filter(({ kind }) => kind === 'file');
  const entries: Info[] = [];
  // One after the other: a folder may hold more files than can be open at a time.
  for (const node of wanted) {
    entries.push(await read(world, node));
    // Most files are not read at all, so this loop must yield by itself.
    if (entries.length % READ_AT_ONCE === 0) await turn();
  }
  return entries;
}

/** A visible file: one in the recycle bin has no address (assumption). */
function visibleFile({ world, account }: SignedInCall, fileId: bigint): FileNode {
  const file = world.access.file(account, fileId, 'view');
  if (inBin(file)) throw new FileNotFound();
  return file;
}

/** The address of a preview; without one, a fault (client) or an empty text. */
function preview({ world, base }: SignedInCall, file: FileNode, there: boolean, size?: number): string {
  if (there) return previewLink(base, file, size);
  if (world.assume['no-preview'] === 'empty') return '';
  throw new NoPreview();
}

function playlist({ world, base }: SignedInCall, folder: FolderNode): string {
  const { done } = musicOf(folder, world.assume['playlist-scope'], world.sharing.opensWith(folder)).next();
  return done ? '' : playlistLink(base, folder, world.sharing.passwordOf(folder));
}

/** Tags, previews and playlists. */
export const media = signedIn({
  /** For the page address of any file, as getDirectLink (assumption). */
  getMp3FileInfo: (call, { link }) => mp3Info(call.world, linkedFile(call, link)),
  getMp3FileInfos: (call, { dirId }) => infos(call, dirId, mp3Info),
  /** For the page address of any file, as getDirectLink (assumption). */
  getExifFileInfo: (call, { link }) => exifInfo(call.world, linkedFile(call, link)),
  getExifFileInfos: (call, { dirId }) => infos(call, dirId, exifInfo),
  /** For pictures (client) and videos (wiki: a flash preview). */
  getPreviewLink: (call, { fileId }) => {
    const file = visibleFile(call, fileId);
    return preview(call, file, isPicture(file) || isVideo(file));
  },
  getVideoPreviewLink: (call, { fileId }) => {
    const file = visibleFile(call, fileId);
    return preview(call, file, isVideo(file));
  },
  /** For pictures, and a size above 0 (assumption). */
  getSmallImageLink: (call, { fileId, size }) => {
    const file = visibleFile(call, fileId);
    return preview(call, file, isPicture(file) && size > 0, size);
  },
  /** Empty when there is nothing to play (assumption). */
  getPlaylistLink: (call, { dirId }) => {
    const folder = call.world.tree.folder(call.account, dirId);
    if (inBin(folder)) throw new FolderNotFound();
    return playlist(call, folder);
  },
  /** Opens the folder like getSharedDirItems, and faults as that does (assumption). */
  getSharedPlaylistLink: (call, args) => playlist(call, openFolder(call, args)),
});
