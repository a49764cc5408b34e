import type { PictureLimit } from '../../media/picture.js';
import { isPicture } from '../../world/index.js';
import { serveSharedPage } from '../pages/shared-pages.js';
import { type HttpResponse, plainResponse } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';
import type { AskedOf } from '../router.js';
import { serveDownload } from './downloads.js';

/** Longest side of a preview without a requested size, in pixels (assumption). */
const PREVIEW_SIDE = 240;

/** How the preview was made: `scaled`, or `original` for the file itself. */
const PREVIEW_HEADER = 'X-4shared-testkit-Preview';

/** Serves small pictures; for a file without one, the file itself, marked as such. */
export async function servePreview(
  routed: RoutedRequest,
  { code }: AskedOf<'preview'>,
): Promise<HttpResponse | undefined> {
  const { method, service, namespace } = routed;
  if (!['GET', 'HEAD'].includes(method)) return undefined;
  const log = routed.logger();
  const file = namespace.world.fileByCode(code);
  if (!file) return undefined;
  const scaled = isPicture(file) ? await service.scalePicture(file, limitOf(routed)) : undefined;
  if (!scaled) {
    const mark = [PREVIEW_HEADER, 'original'];
    return (await serveSharedPage(routed, mark)) ?? serveDownload(routed, mark);
  }
  log('200', file.owner.login);
  const headers = [
    ...[PREVIEW_HEADER, 'scaled'],
    ...['Content-Type', scaled.type],
    ...['Content-Length', String(scaled.bytes.length)],
    ...['X-Content-Type-Options', 'nosniff'],
    ...['Content-Security-Policy', "sandbox; default-src 'none'"],
  ];
  return plainResponse(200, headers, scaled.bytes);
}

/** An invalid size counts as none (assumption). */
function limitOf(routed: RoutedRequest): PictureLimit {
  const size = routed.queryValue('size') ?? '';
  if (!/^[1-9]\d{0,9}$/.test(size)) return { by: 'longest-side', pixels: PREVIEW_SIDE };
  return { by: routed.namespace.world.assume['small-image-size'], pixels: Number(size) };
}
