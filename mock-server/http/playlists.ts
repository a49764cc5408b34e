import type { RequestHandler } from 'express';
import { directLink } from '../world/addresses.js';
import { sameSecret } from '../world/credentials.js';
import { type FileNode, inBin } from '../world/nodes.js';
import type { MusicTags } from '../world/platform.js';
import { musicOf } from '../world/playlist.js';
import { logOf } from './link-request.js';
import { PAGE_HEADERS, passwordForm, passwordIn } from './shared-pages.js';
import type { TransferOptions } from './transfer.js';

/** The shape is an assumption, after those of files and folders. */
const PLAYLIST = /^\/playlist\/([\w-]{8,10})(?:\/|$)/;

/**
 * Serves the music of a folder as a list in the format M3U, with the length and the name of each piece. Whoever has the
 * address may see it, as with files (assumption). If the folder has a password of its owner, that must be in it.
 */
export function playlists(options: TransferOptions): RequestHandler {
  return async (request, response, next) => {
    const [, code] = PLAYLIST.exec(request.path) ?? [];
    if (code === undefined || !['GET', 'HEAD'].includes(request.method)) return next();
    const log = logOf(options, request);
    const { world } = options.namespace(request);
    const folder = world.links.byCode(code);
    if (folder?.kind !== 'folder' || inBin(folder)) return next();
    const password = world.sharing.passwordOf(folder);
    const given = passwordIn(request);
    if (password !== '' && !sameSecret(given, password)) {
      const { status, html } = passwordForm(folder.name, given);
      response.set(PAGE_HEADERS).status(status).type('html').send(html);
      return log(String(status), folder.owner.login);
    }
    const base = options.publicBase(request);
    const lines = ['#EXTM3U'];
    const isOpen = world.sharing.opensWith(folder);
    for (const file of musicOf(folder, world.assume['playlist-scope'], isOpen))
      lines.push(describe(file, await world.media.music(file)), directLink(base, file));
    // Without Express's own type, which would be one that players do not know.
    response.set({ 'Content-Type': 'audio/x-mpegurl; charset=utf-8', 'X-Content-Type-Options': 'nosniff' });
    response.send(Buffer.from(`${lines.join('\n')}\n`));
    log('200', folder.owner.login);
  };
}

/** Seconds and title as players know them; -1 seconds where the length is not known. */
function describe(file: FileNode, { artist, title, seconds }: MusicTags): string {
  const name = [artist, title ?? file.name].filter((text) => text !== undefined).join(' - ');
  return `#EXTINF:${seconds === undefined ? -1 : Math.round(seconds)},${name.replace(/\p{Cc}+/gu, ' ')}`;
}
