import type { StrongSoapClient, Wsdl } from 'strong-soap';
import type { OperationName } from '../../../wsdl/contract.js';
import { type Written, writeArguments } from '../../soap-client/index.js';
import {
  type CallOutcome,
  type Exchanged,
  NoAnswerError,
  type ServerUnderTest,
} from '../server-under-test.js';
import { type RawServerOptions, rawServer } from './raw-server.js';
import { outcomeOf } from './read-reply.js';
import { type Carried, StrongSoapHttp } from './strong-soap-http.js';

/**
 * A service that is called as a toolkit calls it: by its own description, in the words of strong-soap. Calls go to the
 * given address, not to the one in the description, so that no other service is called by mistake. Replies are read as
 * those of `rawServer`. strong-soap is loaded and the description read with the first call.
 * @param wsdl address of the description
 */
export function strongSoapServer(wsdl: string, options: RawServerOptions = {}): ServerUnderTest {
  const { version, address, send } = rawServer(wsdl, options);
  const description = wsdl.includes('?') ? wsdl.replace(/#.*$/s, '') : `${address}?wsdl`;
  let opening: Promise<StrongSoapClient> | undefined;
  const opened = (): Promise<StrongSoapClient> => {
    opening ??= open(description, address, new StrongSoapHttp(send)).catch((error: unknown) => {
      opening = undefined;
      throw error instanceof NotInstalled ? error : undescribed(description, error);
    });
    return opening;
  };
  return {
    version,
    address,
    send,
    async call(name, args) {
      const parts = writeArguments(name, args, version);
      const exchanged = await exchangedFor(await opened(), name, parts);
      // The reader follows the contract's table, from which the types were generated.
      return outcomeOf(exchanged, name, version) as CallOutcome<never>;
    },
  };
}

/** A package is missing that only some users of the kit need. */
class NotInstalled extends Error {
  override readonly name = 'NotInstalled';

  constructor(name: string) {
    super(`${name} is not installed. Install it: npm install --save-dev ${name}`);
  }
}

async function open(description: string, address: string, http: StrongSoapHttp): Promise<StrongSoapClient> {
  // Later, as strong-soap takes half a second to load and most users of the suite do without.
  const { default: strongSoap } = await import('strong-soap').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ERR_MODULE_NOT_FOUND' ? new NotInstalled('strong-soap') : error;
  });
  const wsdl = await new Promise<Wsdl>((resolve, reject) => {
    strongSoap.soap.WSDL.open(description, { httpClient: http }, (error, read) =>
      error ? reject(error) : resolve(read),
    );
  });
  return new strongSoap.soap.Client(wsdl, address, { httpClient: http });
}

function exchangedFor(
  client: StrongSoapClient,
  name: OperationName,
  parts: Record<string, Written>,
): Promise<Exchanged> {
  const operation = client[name];
  if (!operation)
    throw new NoAnswerError('undescribed', `could not be made, as the description has no ${name}`);
  const carried: Carried = {};
  return new Promise((resolve, reject) => {
    operation.call(client, parts, { carried }, {}, (error) => {
      if (carried.exchanged) resolve(carried.exchanged);
      else reject(error ?? new Error(`strong-soap did not send ${name}`));
    });
  });
}

/** What keeps strong-soap from reading a description is of many kinds; what the exchange failed with may be within. */
function undescribed(description: string, error: unknown): NoAnswerError {
  const found = [error, error instanceof Error ? error.cause : undefined];
  const known = found.find((each) => each instanceof NoAnswerError);
  const why = known
    ? `the description at ${description} ${known.message}`
    : `${description} is no service description: ${messageOf(error)}`;
  return new NoAnswerError(known?.kind ?? 'undescribed', `could not be made, as ${why}`, { cause: error });
}

/** strong-soap shows all that it knows behind the first line. */
const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\n.*/s, '').slice(0, 300);
