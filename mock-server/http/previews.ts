import type { Request, RequestHandler } from 'express';
import type { PictureLimit } from '../media/picture.js';
import { isPicture } from '../world/file-kinds.js';
import type { World } from '../world/world.js';
import type { TransferOptions } from './transfer.js';

/** Longest side of a preview that no size was asked for, in pixels (assumption). */
const PREVIEW_SIDE = 240;

/** Tells how a preview came about: `scaled`, or `original` where the file itself has to do. */
export const PREVIEW_HEADER = 'X-4shared-testkit-Preview';

/** Source of the shape: client. */
const PREVIEW = /^\/img\/([\w-]{8,10})(?:\/|$)/;

/**
 * Serves small pictures. A file of which none can be made is left to the downloads, with a mark that says so.
 * What makes pictures is loaded when the first one is asked for.
 */
export function previews(options: TransferOptions): RequestHandler {
  const load = async () => {
    const [{ Thumbnails }, { scaleInThread }] = await Promise.all([
      import('../media/thumbnails.js'),
      import('../media/scale-thread.js'),
    ]);
    return new Thumbnails(scaleInThread);
  };
  let thumbnails: ReturnType<typeof load> | undefined;
  return async (request, response, next) => {
    const [, code] = PREVIEW.exec(request.path) ?? [];
    if (code === undefined || !['GET', 'HEAD'].includes(request.method)) return next();
    const began = performance.now();
    const { world } = options.namespace(request);
    const file = world.fileByCode(code);
    if (!file) return next();
    thumbnails ??= load();
    const scaled = isPicture(file) ? await (await thumbnails).make(file, limitOf(world, request)) : undefined;
    if (!scaled) {
      response.set(PREVIEW_HEADER, 'original');
      return next();
    }
    response.set({
      [PREVIEW_HEADER]: 'scaled',
      'Content-Type': scaled.type,
      'Content-Length': String(scaled.bytes.length),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
    });
    response.end(request.method === 'HEAD' ? undefined : scaled.bytes);
    options.log({
      what: `${request.method} ${request.path}`,
      account: file.owner.login,
      result: '200',
      ms: performance.now() - began,
      warnings: [],
    });
  };
}

/** A size that is none counts as not given (assumption). */
function limitOf(world: World, { query }: Request): PictureLimit {
  const { size } = query;
  if (typeof size !== 'string' || !/^[1-9]\d{0,9}$/.test(size))
    return { by: 'longest-side', pixels: PREVIEW_SIDE };
  return { by: world.assume['small-image-size'], pixels: Number(size) };
}
