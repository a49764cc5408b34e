import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { OPERATIONS, type Version } from '../../../../wsdl/contract.js';
import { type Description, readDescription } from '../../../soap-client/read-description.js';
import { readTree } from '../../peer/read-reply.js';
import { DESCRIBED, IMPORTS_SERVED } from '../../rules/wire.js';
import type { Act } from '../../runner/act.js';
import { type HttpReply, NoAnswerError } from '../../server-under-test.js';
import { type Step, stepKind } from '../step.js';
import { fetchDocument } from './strange-request.js';

const QUERIES = ['?wsdl', '?wsdl&forDownloadHelper=true'] as const;

/** Fetches the description and what it imports, as toolkits do. */
export const fetchDescription = stepKind({
  does: 'fetch the description',
  entries: { query: v.picklist(QUERIES) },
  tell: (_, { query }) => `The suite fetched the description at ${query}, and what it imports.`,
  async perform(act, _, { query }) {
    const { version, address } = act.server;
    const url = `${address}${query}`;
    const description = understood(await fetchDocument(act, url), (body) => readDescription(readTree(body)));
    if (!description)
      return act.see.breaks(DESCRIBED, {
        did: `It sent no service description at ${query}.`,
        should: 'It should send one, as XML and with status 200.',
      });
    seeContents(act, description, address, version);
    for (const place of description.imports) await seeImport(act, new URL(place, url).href);
  },
});

function seeContents(
  act: Act,
  { addresses, functions }: Description,
  address: string,
  version: Version,
): void {
  act.see.that(
    DESCRIBED,
    addresses.some((each) => isSamePlace(each, address)),
    () => ({
      did: `Its description says that calls go to ${addresses.join(', ') || 'no address'}.`,
      should: `It should say that they go to ${address}.`,
    }),
  );
  const missing = Object.values(OPERATIONS)
    .filter(({ name, since }) => (since === 'jax2' || version === 'jax3') && !functions.has(name))
    .map(({ name }) => name);
  act.see.that(DESCRIBED, missing.length === 0, () => ({
    did: `Its description of ${version} lacks ${missing.join(', ')}.`,
    should: 'It should name every function.',
  }));
}

async function seeImport(act: Act, url: string): Promise<void> {
  const reply = await fetchDocument(act, url);
  act.see.that(IMPORTS_SERVED, understood(reply, readTree) !== undefined, () => ({
    did: `It answered ${url}, which its description imports, with status ${reply.status}${reply.status === 200 ? ' and no XML' : ''}.`,
    should: 'It should send the document.',
  }));
}

function understood<Read>({ status, body }: HttpReply, read: (bytes: Uint8Array) => Read): Read | undefined {
  if (status !== 200) return undefined;
  try {
    return read(body);
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}

/** A service behind a front end may name `https` and its usual port where it was asked with `http` and its own. */
function isSamePlace(told: string, address: string): boolean {
  if (!URL.canParse(told)) return false;
  const [one, other] = [new URL(told), new URL(address)];
  return one.hostname === other.hostname && one.port === other.port && one.pathname === other.pathname;
}

export const descriptions = (): Arbitrary<Step> =>
  fetchDescription.steps(fc.record({ query: fc.constantFrom(...QUERIES) }));
