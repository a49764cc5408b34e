import { type HttpAnswer, plainAnswer } from './answer.js';
import { answerDownload } from './downloads.js';
import { endpointAt, FORM, plainPath, RAW } from './endpoints.js';
import { pageAnswer } from './page-answer.js';
import { frontPage, htmlPage } from './pages.js';
import type { PlacedRequest } from './place.js';
import { answerPlaylist } from './playlists.js';
import { answerPreview } from './previews.js';
import { answerSharedPage } from './shared-pages.js';
import { answerEndpoint } from './soap-endpoint.js';
import { answerTool } from './tools.js';
import { answerForm } from './upload-form.js';
import { answerRaw } from './upload-raw.js';
import { redirectToForm } from './upload-redirect.js';

/** Answers a request, or leaves it to the next one with undefined. */
type Answering = (placed: PlacedRequest) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>;

const UPLOADS: Readonly<Record<string, (placed: PlacedRequest) => Promise<HttpAnswer>>> = {
  [FORM]: answerForm,
  [RAW]: answerRaw,
};

/** In the order in which they are asked. The name of a program can look like the code of a file. */
const ANSWERING: readonly Answering[] = [
  (placed) => {
    const version = endpointAt(placed.path);
    return version && answerEndpoint(placed, version);
  },
  ({ request, method, path, base }) => {
    const isAsked = (method === 'GET' || method === 'HEAD') && /^\/\/?$/.test(path);
    return isAsked ? pageAnswer(request, frontPage(base)) : undefined;
  },
  answerTool,
  (placed) => answerUpload(placed),
  answerPreview,
  answerPlaylist,
  (placed) => answerSharedPage(placed),
  (placed) => answerDownload(placed),
];

/** Answers a request by its path and method. @throws BadRequest, CutOff, and what is this service's own fault */
export async function answerAt(placed: PlacedRequest): Promise<HttpAnswer> {
  for (const answering of ANSWERING) {
    const answer = await answering(placed);
    if (answer) return answer;
  }
  placed.logger()('404');
  return pageAnswer(
    placed.request,
    htmlPage('404 Not Found', '<p>There is nothing at this address.</p>'),
    404,
  );
}

function answerUpload(placed: PlacedRequest): HttpAnswer | Promise<HttpAnswer> | undefined {
  const path = plainPath(placed.path);
  if (path === '/main/redirect.jsp') return redirectToForm(placed);
  const answering = UPLOADS[path];
  if (!answering) return undefined;
  if (placed.method === 'POST') return answering(placed);
  return placed.method === 'OPTIONS' ? plainAnswer(200, ALLOW_POST, 'POST') : undefined;
}

const ALLOW_POST = [
  ...['Allow', 'POST'],
  ...['Content-Length', '4'],
  ...['Content-Type', 'text/plain'],
  ...['X-Content-Type-Options', 'nosniff'],
];
