import type { ServerRequirement } from './server-requirement.js';

export const DIRECT_LINK: ServerRequirement = {
  id: 'SV-55',
  title: 'The address of the page of a file leads to a direct link, and that to the bytes.',
  level: 'must',
  evidence: { source: 'client', about: 'getDirectLink of the downloadLink; a plain GET' },
};

export const PAGE_LINK: ServerRequirement = {
  id: 'SV-56',
  title: 'getFileDownloadLink gives an address of the web for a file.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getFileDownloadLink' },
};

export const NO_PAGE_LINK: ServerRequirement = {
  id: 'SV-57',
  title: 'getFileDownloadLink answers with an empty text for a file that is not there.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getFileDownloadLink: empty when there was an error' },
};

export const DECODED_LINK: ServerRequirement = {
  id: 'SV-58',
  title: 'decodeLink makes the address of a file or of a folder into its id.',
  level: 'must',
  evidence: { source: 'wiki', about: 'decodeLink' },
};

export const NO_BYTES_OF_REMOVED: ServerRequirement = {
  id: 'SV-59',
  title: 'The direct link of a removed file sends no bytes of it.',
  level: 'should',
  evidence: { source: 'client', about: 'removed files are not downloaded' },
};

export const TRUE_RANGE: ServerRequirement = {
  id: 'SV-60',
  title:
    'A range of a file is answered by 206 with just its bytes and their place, or by 200 with the whole file.',
  level: 'should',
  evidence: { source: 'client', about: 'downloads are resumed by RFC 9110' },
};

export const RANGES_SERVED: ServerRequirement = {
  id: 'SV-61',
  title: 'A range inside a file is answered by 206, and one behind its end by 416.',
  level: 'may',
  evidence: { source: 'assumption', about: 'whether direct links know ranges' },
};

export const HEAD: ServerRequirement = {
  id: 'SV-62',
  title: 'HEAD of a direct link is answered as GET is, without the bytes.',
  level: 'may',
  evidence: { source: 'assumption', about: 'whether direct links know HEAD' },
};

export const LENGTH_TOLD: ServerRequirement = {
  id: 'SV-63',
  title: 'The length of a download is told before its bytes.',
  level: 'may',
  evidence: { source: 'assumption', about: 'Content-Length of direct links' },
};

export const SAME_BYTES: ServerRequirement = {
  id: 'SV-64',
  title: 'A file is downloaded again with the same bytes.',
  level: 'must',
  evidence: { source: 'client', about: 'getDirectLink before each download' },
};
