import { latePart } from '../late-parts.js';
import type { HttpAnswer } from '../serving/answer.js';
import { type ControlTarget, controlTarget } from '../serving/control-target.js';
import type { ControlSettings, Service } from '../serving/service.js';
import type { NodeRequest } from './node-request.js';
import { failRequest, sendAnswer } from './send-answer.js';

const controlApi = latePart(() => import('../serving/control-answer.js'));

/**
 * Takes requests to the control API out of all others: true for those, and then they are answered. What answers them
 * is loaded with the first one.
 */
export function controlServer(service: Service): (request: NodeRequest) => boolean {
  const { control } = service;
  if (!control) return () => false;
  return (request) => {
    const target = controlTarget(request.target);
    if (!target) return false;
    sendAnswer(request.response, answered(service, control, target, request)).catch((error: unknown) =>
      failRequest(service, request, error),
    );
    return true;
  };
}

async function answered(
  service: Service,
  control: ControlSettings,
  target: ControlTarget,
  request: NodeRequest,
): Promise<HttpAnswer> {
  const { answerControl } = await controlApi();
  return answerControl(service, control, target, request);
}
