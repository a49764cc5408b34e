import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { World } from '../world/world.js';
import { escapeHtml, htmlPage } from './pages.js';

/** The page that getToolUrl leads to: it says which program would be there. An unknown one is passed on. */
export function toolPage(
  world: (request: IncomingMessage) => World,
): RequestHandler<{ name: string; platform: string }> {
  return (request, response, next) => {
    const { params } = request;
    const release = world(request).tools.release(params.name, params.platform);
    if (!release) return next();
    const { name, platform, version } = release;
    const what = escapeHtml(`${name} ${version} for ${platform}`);
    response
      .type('html')
      .send(
        htmlPage(
          name,
          `<p>${what} would be here. This is a stand-in of 4shared-testkit: there is no such program.</p>`,
        ),
      );
  };
}
