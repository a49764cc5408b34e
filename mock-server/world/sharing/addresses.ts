import type { FileNode, FolderNode, TreeNode } from '../nodes.js';
import type { ToolRelease } from '../settings/tools.js';
import { kindAndStem } from '../tree/file-kinds.js';

/** Base addresses of the parts of the service, without a trailing slash. */
export interface Hosts {
  /** The web site: pages of files and folders, playlists, tools. */
  readonly site: string;
  /** A data center, by its number. */
  dataCenter(number: number): string;
  /** Where the bytes of a file are. */
  bytesOf(fileId: bigint): string;
}

/** The base of addresses in responses: one for the whole service, or one for each part of it. */
export type Base = string | Hosts;

const siteOf = (base: Base): string => (typeof base === 'string' ? base : base.site);

const bytesAt = (base: Base, file: FileNode): string =>
  typeof base === 'string' ? base : base.bytesOf(file.id);

/** An unpaired surrogate: URI encoding refuses it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A name in a page address: anything but letters, digits, - and _ becomes _. Source: client; letters as in ASCII: assumption. */
function pageName(stem: string): string {
  return stem.replace(/[^A-Za-z0-9_-]/gu, '_') || '_';
}

/**
 * Address of the page of a file or folder, the item's downloadLink. Source of the shape: client.
 */
export function pageLink(base: Base, node: Pick<TreeNode, 'kind' | 'code' | 'name'>): string {
  const site = siteOf(base);
  if (node.kind === 'folder') return `${site}/folder/${node.code}/${pageName(node.name)}.html`;
  const { kind, stem } = kindAndStem(node.name);
  return `${site}/${kind}/${node.code}/${pageName(stem)}.html`;
}

/** Address that serves the bytes of a file under its full name. Source of the shape: client. */
export function directLink(base: Base, file: FileNode): string {
  return `${bytesAt(base, file)}/download/${file.code}/${fullName(file)}`;
}

/**
 * Address of a small picture of a file, or of a video's preview. Source of the shape: client; the query: assumption.
 * @param size in pixels; without it, as small as the server thinks fit
 */
export function previewLink(base: Base, file: FileNode, size?: number): string {
  return `${bytesAt(base, file)}/img/${file.code}/${fullName(file)}${size === undefined ? '' : `?size=${size}`}`;
}

/** Where an address or a form has the password that the owner of a folder chose. Source: client. */
export const PASSWORD_FIELD = 'userPass2';

/**
 * Address of a list of the music in a folder, in the format M3U (assumption). Players ask for no password: the one that
 * the owner chose goes with it, if there is one.
 */
export function playlistLink(base: Base, folder: FolderNode, password = ''): string {
  const address = `${siteOf(base)}/playlist/${folder.code}/${pageName(folder.name)}.m3u`;
  return password === '' ? address : `${address}?${PASSWORD_FIELD}=${encodeURIComponent(password)}`;
}

function fullName(file: FileNode): string {
  // "." and ".." as last segment would be resolved away before the request is sent.
  return /^\.{1,2}$/.test(file.name) ? '_' : encodeURIComponent(file.name.replace(LONE_SURROGATE, '\uFFFD'));
}

/** Address of the page of a program (assumption). `Tools` allows only names that fit into a path. */
export function toolLink(base: Base, { name, platform }: ToolRelease): string {
  return `${siteOf(base)}/tools/${encodeURIComponent(name)}/${encodeURIComponent(platform)}`;
}

/** Address that serves the bytes of one version of a file (assumption). */
export function versionLink(base: Base, file: FileNode, version: number): string {
  return `${directLink(base, file)}?version=${version}`;
}

/** Address for multipart forms. Path: client; names in the query: assumption. */
export function formAddress(base: Base, sessionKey: string, dataCenter: number): string {
  const address = typeof base === 'string' ? base : base.dataCenter(dataCenter);
  return `${address}/main/upload.jsp?sId=${encodeURIComponent(sessionKey)}&dcId=${dataCenter}`;
}
