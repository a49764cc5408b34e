import type { FileNode, TreeNode } from './nodes.js';
import type { ToolRelease } from './tools.js';

/** First segment of the page address by extension. Words: client; which extension gets which: assumption. */
const PAGE_WORDS: readonly (readonly [word: string, extensions: readonly string[]])[] = [
  ['photo', ['jpg', 'jpeg', 'png', 'gif', 'bmp', 'tif', 'tiff', 'webp']],
  ['video', ['mp4', 'avi', 'mkv', 'mov', 'wmv', 'flv', '3gp', 'mpg', 'mpeg', 'webm']],
  ['mp3', ['mp3']],
  ['audio', ['wav', 'ogg', 'flac', 'wma', 'm4a', 'aac', 'amr', 'mid']],
  ['office', ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'odp', 'rtf']],
  ['document', ['pdf', 'txt', 'csv', 'djvu', 'epub', 'fb2']],
  ['zip', ['zip']],
  ['rar', ['rar']],
  ['archive', ['7z', 'gz', 'tar', 'tgz', 'bz2', 'xz', 'jar', 'iso']],
];

const WORD_BY_EXTENSION = new Map(
  PAGE_WORDS.flatMap(([word, extensions]) => extensions.map((extension) => [extension, word] as const)),
);

/** Half of a pair that stands alone: URI encoding refuses it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Splits at the last dot; a dot at the start belongs to the name. */
function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension: name.slice(dot + 1) };
}

/** A name in a page address: anything but letters, digits, - and _ becomes _. Source: client; letters as in ASCII: assumption. */
function pageName(stem: string): string {
  return stem.replace(/[^A-Za-z0-9_-]/gu, '_') || '_';
}

/**
 * Address of the page of a file or folder, the item's downloadLink. Source of the shape: client.
 * @param base address of the server without a slash at the end
 */
export function pageLink(base: string, node: TreeNode): string {
  if (node.kind === 'folder') return `${base}/folder/${node.code}/${pageName(node.name)}.html`;
  const { stem, extension } = splitName(node.name);
  const word = WORD_BY_EXTENSION.get(extension.toLowerCase()) ?? 'file';
  return `${base}/${word}/${node.code}/${pageName(stem)}.html`;
}

/** Address that serves the bytes of a file under its full name. Source of the shape: client. */
export function directLink(base: string, file: FileNode): string {
  // "." and ".." as last segment would be resolved away before the request is sent.
  const name = /^\.{1,2}$/.test(file.name) ? '_' : file.name.replace(LONE_SURROGATE, '\uFFFD');
  return `${base}/download/${file.code}/${encodeURIComponent(name)}`;
}

/** Address of the page of a program (assumption). Names are those of `Tools`, which can stand in a path. */
export function toolLink(base: string, { name, platform }: ToolRelease): string {
  return `${base}/tools/${encodeURIComponent(name)}/${encodeURIComponent(platform)}`;
}

/** Address that serves the bytes of one version of a file (assumption). */
export function versionLink(base: string, file: FileNode, version: number): string {
  return `${directLink(base, file)}?version=${version}`;
}

/** Address for multipart forms. Path: client; names in the query: assumption. */
export function formAddress(base: string, sessionKey: string, dataCenter: number): string {
  return `${base}/main/upload.jsp?sId=${encodeURIComponent(sessionKey)}&dcId=${dataCenter}`;
}
