import type { IncomingMessage, ServerResponse } from 'node:http';
import { controlTarget } from './control-target.js';
import type { Service } from './service.js';

/**
 * Takes requests to the control API out of all others: true for those, and then they are answered. What answers them
 * is loaded with the first one.
 */
export function controlServer(
  service: Service,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { control } = service;
  if (!control) return () => false;
  return (request, response) => {
    const target = controlTarget(request.url ?? '/');
    if (!target) return false;
    import('./control-endpoint.js')
      .then(({ serveControl }) => serveControl(service, control, target, request, response))
      .catch((failure: unknown) => {
        service.log({
          what: `${request.method} /_control`,
          result: 'broken off',
          ms: 0,
          warnings: [],
          failure,
        });
        response.destroy();
      });
    return true;
  };
}
