import { names } from '../../../client-suite/scenarios/names.js';
import type { ModelFile } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import type { HttpReply, HttpRequest } from '../../server-under-test.js';

const DIRECT_LINK: ServerRequirement = {
  id: 'SV-55',
  title: 'The address of the page of a file leads to a direct link, which sends the bytes.',
  level: 'must',
  evidence: { source: 'client', about: 'getDirectLink of the downloadLink; a plain GET' },
  sequences: ({ upload }) => ({ lead: [upload({ name: names() })] }),
};

/** Direct links. The steps of other groups exercise them. */
export const DIRECT_LINKS: RequirementGroup = { requirements: [DIRECT_LINK], steps: [] };

/** The bytes of a file, as anyone with its address gets them. @param page its `downloadLink` */
export async function download(probe: Probe, file: ModelFile, page: string | undefined): Promise<Uint8Array> {
  const reply = await fetchLink(probe, file, await directLink(probe, page));
  probe.see(DIRECT_LINK, reply.status === 200, () => ({
    did: `It answered the direct link of ${quoted(file)} with status ${reply.status}.`,
    should: 'It should send the bytes of the file, without cookies and without further steps.',
  }));
  return reply.body;
}

async function directLink(probe: Probe, page: string | undefined): Promise<string> {
  if (!page)
    return probe.breaks(DIRECT_LINK, {
      did: 'It gave the file no downloadLink.',
      should: 'It should give the address of the page of the file.',
    });
  const link = await probe.value(DIRECT_LINK, 'getDirectLink', { link: page });
  probe.see(DIRECT_LINK, isWebAddress(link), () => ({
    did: `It returned the direct link ${JSON.stringify(link)}.`,
    should: 'It should return an address that begins with http.',
  }));
  return link;
}

/** The direct link of a file as it is now. */
export async function linkOf(probe: Probe, { id }: ModelFile): Promise<string> {
  const { downloadLink } = await probe.value(DIRECT_LINK, 'getFileInfo', { fileId: id });
  return directLink(probe, downloadLink);
}

/** Requests a direct link as a browser does. */
export const fetchLink = (
  probe: Probe,
  { id, name }: ModelFile,
  url: string,
  { method = 'GET', headers = {} }: Partial<Pick<HttpRequest, 'method' | 'headers'>> = {},
): Promise<HttpReply> => probe.send({ method, url, headers }, { kind: 'download', fileId: String(id), name });

/** Whether a text is an address that a browser can open. */
export const isWebAddress = (text: string): boolean => /^http/.test(text) && URL.canParse(text);
