import { OPERATIONS } from '../../../wsdl/contract.js';
import {
  type Firing,
  performs,
  pickAnswer,
  type ReplacingAct,
  resultOf,
  rewriteResult,
} from '../../edge-cases/index.js';
import { encodeNoReturn, SoapFault } from '../../soap/index.js';
import { performTimed } from '../timed-acts.js';
import {
  answerProperly,
  type CallAnswer,
  type CallRequest,
  type DecodedCall,
  faultAnswer,
  resultAnswer,
} from './call-answer.js';

/** Serves a call that rules matched. The carrier applies their acts on the wire. */
export async function answerUnderRules(
  request: CallRequest,
  call: DecodedCall,
  account: string | undefined,
  firing: Firing,
): Promise<CallAnswer> {
  const { acts } = firing;
  const affected = { kind: 'call', function: call.operation, account, signal: request.abandoned() } as const;
  await performTimed('before', acts, request.site, affected);
  const proper = performs(acts) ? await answerProperly(request, call, account) : undefined;
  await performTimed('after', acts, request.site, affected);
  const act = pickAnswer(acts);
  const answered = act ? replaced(act, proper, request, call, account) : proper;
  return { ...(answered ?? nothing(request, call, account)), firing };
}

/** The response that a rule sets instead of the service's own; undefined if none does. */
function replaced(
  act: ReplacingAct,
  proper: CallAnswer | undefined,
  request: CallRequest,
  call: DecodedCall,
  account: string | undefined,
): CallAnswer | undefined {
  const { version } = request;
  const { operation, charset } = call;
  switch (act.act) {
    case 'return': {
      const type = OPERATIONS[operation].returns;
      return resultAnswer(version, call, type === null ? undefined : resultOf(act.value, type), account);
    }
    case 'rewrite':
      if (proper === undefined || proper.fault) return proper;
      // Checked when the rule was armed: the result of the operation is an address, or contains one.
      return resultAnswer(version, call, rewriteResult(act.template, proper.value as string), account);
    case 'no-return':
    case 'nil': {
      const reply = encodeNoReturn(operation, act.act === 'nil', charset);
      return { ...nothing(request, call, account), ...reply, status: 200, result: act.act };
    }
    case 'fault': {
      const { text, code = 'Server', exceptionClass, details } = act;
      const typed = exceptionClass !== undefined || details !== undefined;
      const detail = typed
        ? { details: details ?? text, ...(exceptionClass && { exceptionClass }) }
        : undefined;
      return { ...faultAnswer(version, call, new SoapFault(code, text, detail), account), call };
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

const nothing = ({ version }: CallRequest, call: DecodedCall, account: string | undefined): CallAnswer => ({
  status: 200,
  contentType: 'text/xml; charset=utf-8',
  body: '',
  version,
  operation: call.operation,
  account,
  result: 'no answer',
  warnings: call.warnings,
  call,
});
