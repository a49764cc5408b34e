import { latePart } from '../late-parts.js';
import { serveCall } from './calls/serve-call.js';
import { refuseElsewhere } from './elsewhere.js';
import { refuseForeignPage } from './foreign-page.js';
import type { HttpRequest } from './request.js';
import type { Deliver, HttpResponse } from './response.js';
import { intoNamespace } from './routed-request.js';
import { isCall, type Route, routeOf } from './router.js';
import type { Service } from './service.js';

const controlApi = latePart(() => import('./control/serve-control.js'));
const routes = latePart(() => import('./routes.js'));
const failures = latePart(() => import('./error-response.js'));

/**
 * Serves a request of any carrier. Errors of this server become responses, too; it does not throw. Log and journal are
 * written when the response is over: see HttpResponse.
 */
export function serveRequest(service: Service, request: HttpRequest, deliver: Deliver): void {
  try {
    const elsewhere = refuseElsewhere(service, request);
    if (elsewhere) {
      deliver(elsewhere);
      return;
    }
    const route = routeOf(request.target);
    const { asked } = route;
    if (asked.kind === 'endpoint' && (asked.exact || service.calls.lenient) && isCall(request.method)) {
      const refused = refuseForeignPage(service, request);
      if (refused) deliver(refused);
      else
        serveCall(intoNamespace(service, request, route), asked.version, (response) =>
          deliver(
            response instanceof Promise
              ? response.catch((error: unknown) => errorResponse(service, request, error))
              : response,
          ),
        );
    } else deliver(serveOther(service, request, route));
  } catch (error) {
    deliver(errorResponse(service, request, error));
  }
}

async function serveOther(service: Service, request: HttpRequest, route: Route): Promise<HttpResponse> {
  const { control } = service;
  try {
    if (control && route.asked.kind === 'control') {
      const { serveControl } = await controlApi();
      return await serveControl(service, control, route, request);
    }
    const refused = refuseForeignPage(service, request);
    if (refused) return refused;
    const { serveAt } = await routes();
    return await serveAt(intoNamespace(service, request, route));
  } catch (error) {
    return errorResponse(service, request, error);
  }
}

async function errorResponse(service: Service, request: HttpRequest, error: unknown): Promise<HttpResponse> {
  const { errorResponse: response } = await failures();
  return response(service, request, error);
}
