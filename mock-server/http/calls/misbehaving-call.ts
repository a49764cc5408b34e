import { OPERATIONS } from '../../../wsdl/contract.js';
import {
  type Firing,
  performs,
  type ReplacingAct,
  replacementIn,
  resultOf,
  rewriteResult,
} from '../../edge-cases/index.js';
import { encodeNoReturn, SoapFault } from '../../soap/index.js';
import { performTimed } from '../timed-acts.js';
import {
  type CallRequest,
  type CallResponse,
  type DecodedCall,
  faultResponse,
  resultResponse,
  runOperation,
} from './call-response.js';

/** Serves a call that rules matched. The carrier applies their acts on the wire. */
export async function serveUnderRules(
  request: CallRequest,
  call: DecodedCall,
  account: string | undefined,
  firing: Firing,
): Promise<CallResponse> {
  const { acts } = firing;
  const affected = { kind: 'call', operation: call.operation, account, signal: request.abandoned() } as const;
  await performTimed('before', acts, request.site, affected);
  const proper = performs(acts) ? await runOperation(request, call, account) : undefined;
  await performTimed('after', acts, request.site, affected);
  const act = replacementIn(acts);
  const answered = act ? replaced(act, proper, request, call, account) : proper;
  return { ...(answered ?? nothing(request, call, account)), firing };
}

/** The response that a rule sets instead of the service's own; undefined if none does. */
function replaced(
  act: ReplacingAct,
  proper: CallResponse | undefined,
  request: CallRequest,
  call: DecodedCall,
  account: string | undefined,
): CallResponse | undefined {
  const { version } = request;
  const { operation, charset } = call;
  switch (act.act) {
    case 'return': {
      const type = OPERATIONS[operation].returns;
      return resultResponse(version, call, type === null ? undefined : resultOf(act.value, type), account);
    }
    case 'rewrite':
      if (proper === undefined || proper.fault) return proper;
      // Checked when the rule was armed: the result of the operation is an address, or contains one.
      return resultResponse(version, call, rewriteResult(act.template, proper.value as string), account);
    case 'no-return':
    case 'nil': {
      const response = encodeNoReturn(operation, act.act === 'nil', charset);
      return { ...nothing(request, call, account), ...response, status: 200, result: act.act };
    }
    case 'fault': {
      const { text, code = 'Server', exceptionClass, details } = act;
      const typed = exceptionClass !== undefined || details !== undefined;
      const detail = typed
        ? { details: details ?? text, ...(exceptionClass && { exceptionClass }) }
        : undefined;
      return { ...faultResponse(version, call, new SoapFault(code, text, detail), account), call };
    }
    case 'status': {
      const { status, body = '', contentType = 'text/html; charset=utf-8', headers } = act;
      return {
        ...nothing(request, call, account),
        status,
        body,
        contentType,
        headers,
        result: `HTTP ${status}`,
      };
    }
    case 'hang-up':
    case 'refuse':
      return proper;
  }
}

const nothing = ({ version }: CallRequest, call: DecodedCall, account: string | undefined): CallResponse => ({
  status: 200,
  contentType: 'text/xml; charset=utf-8',
  body: '',
  version,
  operation: call.operation,
  account,
  result: 'no response',
  warnings: call.warnings,
  call,
});
