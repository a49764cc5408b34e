import type { PictureLimit } from '../../media/picture.js';
import { isPicture } from '../../world/index.js';
import { type HttpAnswer, plainAnswer } from '../answer.js';
import { answerSharedPage } from '../pages/shared-pages.js';
import type { RoutedRequest } from '../routed-request.js';
import type { AskedOf } from '../router.js';
import { answerDownload } from './downloads.js';

/** Longest side of a preview that no size was asked for, in pixels (assumption). */
const PREVIEW_SIDE = 240;

/** Tells how a preview came about: `scaled`, or `original` where the file itself has to do. */
const PREVIEW_HEADER = 'X-4shared-testkit-Preview';

/** Serves small pictures. For a file of which none can be made it is the file itself, with a mark that says so. */
export async function answerPreview(
  routed: RoutedRequest,
  { code }: AskedOf<'preview'>,
): Promise<HttpAnswer | undefined> {
  const { method, service, namespace } = routed;
  if (!['GET', 'HEAD'].includes(method)) return undefined;
  const log = routed.logger();
  const file = namespace.world.fileByCode(code);
  if (!file) return undefined;
  const scaled = isPicture(file) ? await service.scalePicture(file, limitOf(routed)) : undefined;
  if (!scaled) {
    const mark = [PREVIEW_HEADER, 'original'];
    return (await answerSharedPage(routed, mark)) ?? answerDownload(routed, mark);
  }
  log('200', file.owner.login);
  const headers = [
    ...[PREVIEW_HEADER, 'scaled'],
    ...['Content-Type', scaled.type],
    ...['Content-Length', String(scaled.bytes.length)],
    ...['X-Content-Type-Options', 'nosniff'],
    ...['Content-Security-Policy', "sandbox; default-src 'none'"],
  ];
  return plainAnswer(200, headers, scaled.bytes);
}

/** A size that is none counts as not given (assumption). */
function limitOf(routed: RoutedRequest): PictureLimit {
  const size = routed.queryValue('size') ?? '';
  if (!/^[1-9]\d{0,9}$/.test(size)) return { by: 'longest-side', pixels: PREVIEW_SIDE };
  return { by: routed.namespace.world.assume['small-image-size'], pixels: Number(size) };
}
