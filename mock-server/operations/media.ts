import { type Handlers, notYet } from './handler.js';

/** Tags, previews and playlists. */
export const media = {
  getMp3FileInfo: notYet('getMp3FileInfo'),
  getMp3FileInfos: notYet('getMp3FileInfos'),
  getExifFileInfo: notYet('getExifFileInfo'),
  getExifFileInfos: notYet('getExifFileInfos'),
  getPreviewLink: notYet('getPreviewLink'),
  getVideoPreviewLink: notYet('getVideoPreviewLink'),
  getSmallImageLink: notYet('getSmallImageLink'),
  getPlaylistLink: notYet('getPlaylistLink'),
  getSharedPlaylistLink: notYet('getSharedPlaylistLink'),
} satisfies Partial<Handlers>;
