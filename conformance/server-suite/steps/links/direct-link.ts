import type { ModelFile } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import { DIRECT_LINK } from '../../rules/links.js';
import type { Act } from '../../runner/act.js';
import type { HttpReply, HttpRequest } from '../../server-under-test.js';

/** The bytes of a file as everybody gets them who has its address. */
export async function download(act: Act, file: ModelFile, page: string | undefined): Promise<Uint8Array> {
  const reply = await fetchLink(act, file, await directLink(act, page));
  act.see.that(DIRECT_LINK, reply.status === 200, () => ({
    did: `It answered the direct link of ${quoted(file)} with status ${reply.status}.`,
    should: 'It should send the bytes of the file, without cookies and without further steps.',
  }));
  return reply.body;
}

/** @param page the address of the page of a file, as its item tells it */
export async function directLink(act: Act, page: string | undefined): Promise<string> {
  if (!page)
    return act.see.breaks(DIRECT_LINK, {
      did: 'It gave no downloadLink for the file.',
      should: 'It should give the address of the page of the file.',
    });
  const link = await act.value(DIRECT_LINK, 'getDirectLink', { link: page });
  act.see.that(DIRECT_LINK, isWebAddress(link), () => ({
    did: `It gave the direct link ${JSON.stringify(link)}.`,
    should: 'It should give an address that begins with http.',
  }));
  return link;
}

/** The direct link of a file as it is now. */
export async function linkOf(act: Act, { id }: ModelFile): Promise<string> {
  const { downloadLink } = await act.value(DIRECT_LINK, 'getFileInfo', { fileId: id });
  return directLink(act, downloadLink);
}

/** Asks for a file as a browser does, or for a part of it, or only for its head. */
export const fetchLink = (
  act: Act,
  { id, name }: ModelFile,
  url: string,
  { method = 'GET', headers = {} }: Partial<Pick<HttpRequest, 'method' | 'headers'>> = {},
): Promise<HttpReply> => act.send({ method, url, headers }, { kind: 'download', fileId: String(id), name });

export const isWebAddress = (text: string): boolean => /^http/.test(text) && URL.canParse(text);
