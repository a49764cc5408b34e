import { type HttpAnswer, plainAnswer } from './answer.js';
import { answerEndpoint } from './calls/soap-endpoint.js';
import { answerDownload } from './downloads/downloads.js';
import { answerPlaylist } from './downloads/playlists.js';
import { answerPreview } from './downloads/previews.js';
import { answerTool } from './downloads/tools.js';
import { pageAnswer } from './pages/page-answer.js';
import { frontPage, htmlPage } from './pages/pages.js';
import { answerSharedPage } from './pages/shared-pages.js';
import type { RoutedRequest } from './routed-request.js';
import { answerUpload, redirectToForm } from './uploads/index.js';

type Answering = HttpAnswer | undefined | Promise<HttpAnswer | undefined>;

/** Serves a request that is no call. @throws BadRequest, CutOff, and errors of this server */
export async function answerAt(routed: RoutedRequest): Promise<HttpAnswer> {
  await routed.namespace.ready;
  // The name of a program may look like the code of a file.
  const answer =
    (await answerAsked(routed)) ?? (await answerSharedPage(routed)) ?? (await answerDownload(routed));
  if (answer) return answer;
  routed.logger()('404');
  return pageAnswer(
    routed.request,
    htmlPage('404 Not Found', '<p>There is nothing at this address.</p>'),
    404,
  );
}

function answerAsked(routed: RoutedRequest): Answering {
  const { asked } = routed.route;
  switch (asked.kind) {
    case 'endpoint':
      return answerEndpoint(routed, asked.version);
    case 'front-page':
      return isRead(routed) ? pageAnswer(routed.request, frontPage(routed.base)) : undefined;
    case 'tool':
      return answerTool(routed, asked);
    case 'form':
    case 'raw':
      return answerUploadAddress(routed, asked.kind);
    case 'redirect':
      return redirectToForm(routed);
    case 'preview':
      return answerPreview(routed, asked);
    case 'playlist':
      return answerPlaylist(routed, asked);
    case 'control':
    case 'other':
      return undefined;
  }
}

const isRead = ({ method }: RoutedRequest): boolean => method === 'GET' || method === 'HEAD';

function answerUploadAddress(routed: RoutedRequest, encoding: 'form' | 'raw'): Answering {
  if (routed.method === 'POST') return answerUpload(routed, encoding);
  return routed.method === 'OPTIONS' ? plainAnswer(200, ALLOW_POST, 'POST') : undefined;
}

const ALLOW_POST = [
  ...['Allow', 'POST'],
  ...['Content-Length', '4'],
  ...['Content-Type', 'text/plain'],
  ...['X-Content-Type-Options', 'nosniff'],
];
