import { serveEndpoint } from './calls/endpoint.js';
import { serveDownload } from './downloads/downloads.js';
import { servePlaylist } from './downloads/playlists.js';
import { servePreview } from './downloads/previews.js';
import { serveTool } from './downloads/tools.js';
import { pageResponse } from './pages/page-response.js';
import { frontPage, htmlPage } from './pages/pages.js';
import { serveSharedPage } from './pages/shared-pages.js';
import { type HttpResponse, plainResponse } from './response.js';
import type { RoutedRequest } from './routed-request.js';
import { redirectToForm, serveUpload } from './uploads/index.js';

type Serving = HttpResponse | undefined | Promise<HttpResponse | undefined>;

/** Serves a request that is no call. @throws BadRequest, CutOff, and errors of this server */
export async function serveAt(routed: RoutedRequest): Promise<HttpResponse> {
  await routed.namespace.ready;
  // The name of a program may look like the code of a file.
  const response =
    (await serveAsked(routed)) ?? (await serveSharedPage(routed)) ?? (await serveDownload(routed));
  if (response) return response;
  routed.logger()('404');
  return notFound(routed, 'There is nothing at this address.');
}

function notFound(routed: RoutedRequest, reason: string): HttpResponse {
  return pageResponse(routed.request, htmlPage('404 Not Found', `<p>${reason}</p>`), 404);
}

function serveAsked(routed: RoutedRequest): Serving {
  const { asked } = routed.route;
  switch (asked.kind) {
    case 'endpoint':
      return asked.exact || routed.service.calls.lenient
        ? serveEndpoint(routed, asked.version)
        : inOtherLetters(routed);
    case 'front-page':
      return isRead(routed)
        ? pageResponse(
            routed.request,
            frontPage({ base: routed.base, hasControl: routed.service.control !== undefined }),
          )
        : undefined;
    case 'tool':
      return serveTool(routed, asked);
    case 'form':
    case 'raw':
      return serveUploadAddress(routed, asked.kind);
    case 'redirect':
      return redirectToForm(routed);
    case 'preview':
      return servePreview(routed, asked);
    case 'playlist':
      return servePlaylist(routed, asked);
    case 'control':
    case 'other':
      return undefined;
  }
}

/** RI: another path. */
function inOtherLetters(routed: RoutedRequest): HttpResponse {
  const reason =
    'Upper and lower case matter in the path of the endpoint, such as /jax3/DesktopApp. A lenient server (--lenient) accepts any.';
  routed.logger()(`404: ${reason}`);
  return notFound(routed, reason);
}

const isRead = ({ method }: RoutedRequest): boolean => method === 'GET' || method === 'HEAD';

function serveUploadAddress(routed: RoutedRequest, encoding: 'form' | 'raw'): Serving {
  if (routed.method === 'POST') return serveUpload(routed, encoding);
  return routed.method === 'OPTIONS' ? plainResponse(200, ALLOW_POST, 'POST') : undefined;
}

const ALLOW_POST = [
  ...['Allow', 'POST'],
  ...['Content-Length', '4'],
  ...['Content-Type', 'text/plain'],
  ...['X-Content-Type-Options', 'nosniff'],
];
