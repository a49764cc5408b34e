import { directLink, type FileNode, inBin, type MusicTags, musicOf, sameSecret } from '../../world/index.js';
import { textResponse } from '../pages/page-response.js';
import { framedPage, passwordForm, passwordIn } from '../pages/shared-pages.js';
import type { HttpResponse } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';
import type { AskedOf } from '../router.js';

/**
 * Serves the music of a folder as an M3U playlist, with length and name of each file. The address suffices, as for
 * files (assumption); a password set by the owner must be in it.
 */
export async function servePlaylist(
  routed: RoutedRequest,
  { code }: AskedOf<'playlist'>,
): Promise<HttpResponse | undefined> {
  const { method, request, namespace } = routed;
  if (!['GET', 'HEAD'].includes(method)) return undefined;
  const log = routed.logger();
  const { world } = namespace;
  const folder = world.links.byCode(code);
  if (folder?.kind !== 'folder' || inBin(folder)) return undefined;
  const password = world.sharing.passwordOf(folder);
  const given = passwordIn(routed);
  if (password !== '' && !sameSecret(given, password)) {
    const page = passwordForm(folder.name, given);
    log(String(page.status), folder.owner.login);
    return framedPage(routed, page);
  }
  const { links } = routed;
  const lines = ['#EXTM3U'];
  const isOpen = world.sharing.opensWith(folder);
  for (const file of musicOf(folder, world.assume['playlist-scope'], isOpen))
    lines.push(describe(file, await world.media.music(file)), directLink(links, file));
  log('200', folder.owner.login);
  const headers = ['Content-Type', 'audio/x-mpegurl; charset=utf-8', 'X-Content-Type-Options', 'nosniff'];
  return textResponse(request, 200, headers, `${lines.join('\n')}\n`);
}

/** Seconds and title in the format of players; -1 if the length is unknown. */
function describe(file: FileNode, { artist, title, seconds }: MusicTags): string {
  const name = [artist, title ?? file.name].filter((text) => text !== undefined).join(' - ');
  return `#EXTINF:${seconds === undefined ? -1 : Math.round(seconds)},${name.replace(/\p{Cc}+/gu, ' ')}`;
}
