import { OPERATIONS, type Version } from '../../../../wsdl/contract.js';
import { type Description, readDescription } from '../../../soap-client/index.js';
import { readTree } from '../../peer/read-reply.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { type HttpReply, NoAnswerError } from '../../server-under-test.js';
import { oneOf } from '../../steps/field.js';
import { always, stepKind } from '../../steps/step.js';
import { fetchDocument } from './send.js';

const DESCRIBED: ServerRequirement = {
  id: 'SV-96',
  title: 'The description is served at ?wsdl and names this address and every operation.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'port and port type' },
  sequences: () => ({ lead: [fetchDescription()] }),
};

const IMPORTS_SERVED: ServerRequirement = {
  id: 'SV-97',
  title: 'The documents that the description imports are served, too.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'types' },
  sequences: () => ({ lead: [fetchDescription()] }),
};

/** Fetches the description and its imports, as toolkits do. */
const fetchDescription = stepKind({
  does: 'fetch the description',
  fields: { query: oneOf(['?wsdl', '?wsdl&forDownloadHelper=true']) },
  target: always,
  text: (_, { query }) => `The suite fetched the description at ${query}, and its imports.`,
  async perform(probe, _, { query }) {
    const { version, address } = probe.server;
    const url = `${address}${query}`;
    const description = parsed(await fetchDocument(probe, url), (body) => readDescription(readTree(body)));
    if (!description)
      return probe.breaks(DESCRIBED, {
        did: `It sent no service description at ${query}.`,
        should: 'It should send one, as XML and with status 200.',
      });
    seeContents(probe, description, address, version);
    for (const place of description.imports) await seeImport(probe, new URL(place, url).href);
  },
});

function seeContents(
  probe: Probe,
  { addresses, operations }: Description,
  address: string,
  version: Version,
): void {
  const named = addresses.some((each) => isSamePlace(each, address));
  probe.see(DESCRIBED, named, () => ({
    did: `Its description names ${addresses.join(', ') || 'no address'} as the address for calls.`,
    should: `It should name ${address}.`,
  }));
  const missing = Object.values(OPERATIONS)
    .filter(({ name, since }) => (since === 'jax2' || version === 'jax3') && !operations.has(name))
    .map(({ name }) => name);
  probe.see(DESCRIBED, missing.length === 0, () => ({
    did: `Its description of ${version} lacks ${missing.join(', ')}.`,
    should: 'It should name every operation.',
  }));
}

async function seeImport(probe: Probe, url: string): Promise<void> {
  const reply = await fetchDocument(probe, url);
  probe.see(IMPORTS_SERVED, parsed(reply, readTree) !== undefined, () => ({
    did: `It answered ${url}, which its description imports, with status ${reply.status}${reply.status === 200 ? ' and no XML' : ''}.`,
    should: 'It should send the document.',
  }));
}

function parsed<Read>({ status, body }: HttpReply, read: (bytes: Uint8Array) => Read): Read | undefined {
  if (status !== 200) return undefined;
  try {
    return read(body);
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}

/** A service behind a front end may name `https` and its default port, although it was reached by `http` and another one. */
function isSamePlace(named: string, address: string): boolean {
  if (!URL.canParse(named)) return false;
  const [one, other] = [new URL(named), new URL(address)];
  return one.hostname === other.hostname && one.port === other.port && one.pathname === other.pathname;
}

/** The service description. */
export const DESCRIPTIONS: RequirementGroup = {
  requirements: [DESCRIBED, IMPORTS_SERVED],
  steps: [fetchDescription],
};
