import { OPERATIONS } from '../../../../wsdl/contract.js';
import type { ExchangeFacts } from '../../../edge-cases/index.js';
import { WireTestbed } from '../wire-testbed.js';
import { exchange, type WireRequest, type WireResponse } from './exchange.js';
import { canonicalCall, type Observed, refusalIn } from './observed.js';
import { startReference } from './reference.js';

/** The reference implementation. */
export interface Original extends Contestant {
  send(request: WireRequest): Promise<WireResponse>;
}

/** A service that a request can be sent to, to see what becomes of it. */
export interface Contestant {
  observe(request: WireRequest): Promise<Observed>;
  stop(): Promise<void>;
}

export async function reference(): Promise<Original> {
  const service = await startReference();
  return {
    async observe(request) {
      const response = await exchange(service.port, request);
      const understood = response.headers.get('x-understood');
      if (understood === undefined) return refusalIn(response);
      const { operation, args } = JSON.parse(Buffer.from(understood, 'base64').toString());
      return canonicalCall(response, operation, args);
    },
    send: (request) => exchange(service.port, request),
    stop: () => service.stop(),
  };
}

/** The fake. What it understood is what its rules are asked about: the call in full, before the world decides. */
export async function fake(): Promise<Contestant> {
  const bed = await WireTestbed.start();
  const { namespace } = bed;
  const consult = namespace.consult.bind(namespace);
  const calls: Extract<ExchangeFacts, { kind: 'call' }>[] = [];
  namespace.consult = (facts) => {
    if (facts.kind === 'call') calls.push(facts);
    return consult(facts);
  };
  return {
    async observe(request) {
      calls.length = 0;
      const response = await exchange(bed.port, request);
      const [understood] = calls;
      if (understood === undefined) return refusalIn(response);
      const { operation, arguments: args } = understood;
      const values = OPERATIONS[operation].args.map(({ name }) => Reflect.get(args, name) as unknown);
      return canonicalCall(response, operation, values);
    },
    stop: () => bed.close(),
  };
}
