import type { Version } from '../../../wsdl/contract.js';
import { checkGiven } from '../../given-options.js';
import { writeCall } from '../../soap-client/write-call.js';
import { writeArguments } from '../../soap-client/write-value.js';
import type { CallOutcome, Exchange, HttpRequest, ServerUnderTest } from '../server-under-test.js';
import { fetchExchange } from './fetch-exchange.js';
import { outcomeOf } from './read-reply.js';

export interface RawServerOptions {
  /** Default: jax2 when the address says so, otherwise jax3. */
  readonly version?: Version | undefined;
  /** Default: `fetch`. */
  readonly exchange?: Exchange | undefined;
}

/** A service that is called in XML of our own making, with no toolkit between. @param wsdl address of the description @throws OptionsError */
export function rawServer(wsdl: string, options: RawServerOptions = {}): ServerUnderTest {
  checkGiven('rawServer', { wsdl, options });
  const address = wsdl.replace(/[?#].*$/s, '');
  const { exchange = fetchExchange(), version = versionIn(address) } = options;
  return {
    version,
    address,
    send: exchange,
    async call(name, args) {
      const request = callRequest(address, writeCall(name, writeArguments(name, args, version)));
      const outcome = outcomeOf({ request, reply: await exchange(request) }, name, version);
      // The reader follows the contract's table, from which the types were generated.
      return outcome as CallOutcome<never>;
    },
  };
}

/** The request that carries an envelope. */
export const callRequest = (address: string, envelope: string): HttpRequest => ({
  method: 'POST',
  url: address,
  headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
  body: new TextEncoder().encode(envelope),
});

const versionIn = (address: string): Version => (/\/jax2\//.test(address) ? 'jax2' : 'jax3');
