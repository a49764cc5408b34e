import * as v from 'valibot';
import { oneOf, strictTable } from '../../../mock-server/schemas/input-schemas.js';
import type { Version } from '../../../wsdl/contract.js';
import { checkArguments, functionLike, type Given } from '../../option-schemas.js';
import { writeArguments, writeCall } from '../../soap-client/index.js';
import type { CallOutcome, Exchange, HttpRequest, ServerUnderTest } from '../server-under-test.js';
import { fetchExchange } from './fetch-exchange.js';
import { outcomeOf } from './read-reply.js';

const OPTIONS = {
  /** Default: jax2 when the address says so, otherwise jax3. */
  version: v.optional(oneOf(['jax3', 'jax2'])),
  /** Default: `fetch`. */
  exchange: functionLike<Exchange>(),
};

/** Options of `rawServer`. */
export type RawServerOptions = Given<typeof OPTIONS>;

const ARGUMENTS = {
  wsdl: v.pipe(
    v.string('must be the address of a service description'),
    v.check(
      (given) => /^https?:/i.test(given) && URL.canParse(given),
      'must be the address of a service description, such as http://127.0.0.1:4040/jax3/DesktopApp?wsdl',
    ),
  ),
  options: strictTable(OPTIONS),
};

/** A service that is called in XML of our own making, with no toolkit between. @param wsdl address of the description @throws OptionsError */
export function rawServer(wsdl: string, options: RawServerOptions = {}): ServerUnderTest {
  checkArguments('rawServer', { wsdl, options }, ARGUMENTS);
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
