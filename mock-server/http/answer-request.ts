import { latePart } from '../late-parts.js';
import type { Deliver, HttpAnswer } from './answer.js';
import { answerCall } from './calls/answer-call.js';
import { refuseForeignPage } from './foreign-page.js';
import type { HttpRequest } from './request.js';
import { intoNamespace } from './routed-request.js';
import { isCall, type Route, routeOf } from './router.js';
import type { Service } from './service.js';

const controlApi = latePart(() => import('./control/control-answer.js'));
const routes = latePart(() => import('./routes.js'));
const failures = latePart(() => import('./answer-failure.js'));

/**
 * Serves a request of any carrier. Errors of this server become responses, too; it does not throw. Log and journal are
 * written when the response is over: see HttpResponse.
 */
export function answerRequest(service: Service, request: HttpRequest, deliver: Deliver): void {
  try {
    const route = routeOf(request.target);
    const { asked } = route;
    if (asked.kind === 'endpoint' && isCall(request.method)) {
      const refused = refuseForeignPage(service, request);
      if (refused) deliver(refused);
      else
        answerCall(intoNamespace(service, request, route), asked.version, (answer) =>
          deliver(
            answer instanceof Promise
              ? answer.catch((error: unknown) => answerFailure(service, request, error))
              : answer,
          ),
        );
    } else deliver(answerOther(service, request, route));
  } catch (error) {
    deliver(answerFailure(service, request, error));
  }
}

async function answerOther(service: Service, request: HttpRequest, route: Route): Promise<HttpAnswer> {
  const { control } = service;
  try {
    if (control && route.asked.kind === 'control') {
      const { answerControl } = await controlApi();
      return await answerControl(service, control, route, request);
    }
    const refused = refuseForeignPage(service, request);
    if (refused) return refused;
    const { answerAt } = await routes();
    return await answerAt(intoNamespace(service, request, route));
  } catch (error) {
    return answerFailure(service, request, error);
  }
}

async function answerFailure(service: Service, request: HttpRequest, error: unknown): Promise<HttpAnswer> {
  const { answerFailure: answer } = await failures();
  return answer(service, request, error);
}
