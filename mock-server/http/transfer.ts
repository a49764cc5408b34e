import { type Request, Router } from 'express';
import type { ContentStore } from '../world/platform.js';
import type { World } from '../world/world.js';
import { downloads } from './downloads.js';
import { playlists } from './playlists.js';
import { previews } from './previews.js';
import type { LogSink } from './request-log.js';
import { sharedPages } from './shared-pages.js';
import { uploadForm } from './upload-form.js';
import { uploadRaw } from './upload-raw.js';

/** What uploads and downloads need of the server around them. */
export interface TransferOptions {
  /** The world that a request speaks to. */
  readonly world: (request: Request) => World;
  /** Where bytes wait whose place in a file is not known yet. */
  readonly contents: ContentStore;
  /** Address of this server as the client knows it, without a slash at the end. */
  readonly publicBase: (request: Request) => string;
  readonly log: LogSink;
}

/** The upload form, its raw sister, and the addresses of files, folders, previews and playlists. Everything else is passed on. */
export function transferRouter(options: TransferOptions): Router {
  const router = Router();
  router.post('/main/upload.jsp', uploadForm(options));
  router.post('/main/upload5.jsp', uploadRaw(options));
  router.use(previews(options), playlists(options), sharedPages(options), downloads(options));
  return router;
}
