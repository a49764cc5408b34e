import { type Request, Router } from 'express';
import type { Namespace } from '../namespaces/namespace.js';
import { downloads } from './downloads.js';
import { playlists } from './playlists.js';
import { previews } from './previews.js';
import type { LogSink } from './request-log.js';
import { sharedPages } from './shared-pages.js';
import { uploadForm } from './upload-form.js';
import { uploadRaw } from './upload-raw.js';
import { redirectToForm } from './upload-redirect.js';

/** What uploads and downloads need of the server around them. */
export interface TransferOptions {
  /** The namespace that a request speaks to. */
  readonly namespace: (request: Request) => Namespace;
  /** Address of the request's namespace as the client knows it, without a slash at the end. */
  readonly publicBase: (request: Request) => string;
  readonly log: LogSink;
}

/** The upload form, its raw sister, and the addresses of files, folders, previews and playlists. Everything else is passed on. */
export function transferRouter(options: TransferOptions): Router {
  const router = Router();
  router.post('/main/upload.jsp', uploadForm(options));
  router.post('/main/upload5.jsp', uploadRaw(options));
  router.all('/main/redirect.jsp', redirectToForm(options));
  router.use(previews(options), playlists(options), sharedPages(options), downloads(options));
  return router;
}
