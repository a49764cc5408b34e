import { BadRequest } from '../error-response.js';
import { pageResponse } from '../pages/page-response.js';
import { escapeHtml, htmlPage } from '../pages/pages.js';
import type { HttpResponse } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';
import type { AskedOf } from '../router.js';

/**
 * The page at the address that getToolUrl returns: it names the program. Undefined for an unknown one.
 * @throws BadRequest for broken percent-encoding
 */
export function serveTool(
  { method, request, namespace }: RoutedRequest,
  { name, platform }: AskedOf<'tool'>,
): HttpResponse | undefined {
  const release = namespace.world.tools.release(decoded(name), decoded(platform));
  if (!release || !['GET', 'HEAD'].includes(method)) return undefined;
  const what = escapeHtml(`${release.name} ${release.version} for ${release.platform}`);
  const text = `${what} would be here. This is a stand-in of 4shared-testkit: there is no such program.`;
  return pageResponse(request, htmlPage(release.name, `<p>${text}</p>`));
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    throw new BadRequest(`the address has broken escapes: ${piece}`);
  }
}
