import { edit } from '../../mutant.js';
import { answering, NOT_FOUND, refusing, returning, withoutScheme } from '../decorate.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

const DIRECT = 'directLink(call.base, linkedFile(call, link))';
const NEWEST = 'const { content, size } = stored;';
const READ = 'return { start, end: end < size ? end : size, partial: true };';

/** Mutants of the fake: addresses and downloads. */
export const LINKS: readonly ServerMutant[] = [
  mutant('SV-55', 'It returns direct links without http.', returning('getDirectLink', withoutScheme)),
  mutant(
    'SV-55',
    'It does not know direct links with a % in them.',
    edit(
      'http/downloads/link-request.js',
      'export const isLink = ({ path }) => LINK.test(path);',
      `export const isLink = ({ path }) => LINK.test(path) && !path.includes('%');`,
    ),
  ),
  mutant(
    'SV-56',
    'It returns addresses of pages without http.',
    returning('getFileDownloadLink', withoutScheme),
  ),
  mutant(
    'SV-57',
    'It answers with a fault when the file of an address does not exist.',
    answering('getFileDownloadLink', async (call, args) => {
      const outcome = await call('getFileDownloadLink', args);
      return 'value' in outcome && outcome.value === '' ? NOT_FOUND : outcome;
    }),
  ),
  mutant(
    'SV-58',
    'It decodes no addresses of folders.',
    refusing('decodeLink', ({ link }) => /\/(?:dir|folder)\//.test(link)),
  ),
  mutant(
    'SV-59',
    'It sends files that are in the recycle bin.',
    edit(
      'world/sharing/links.js',
      'node.kind === reading.kind && !inBin(node)',
      'node.kind === reading.kind',
    ),
  ),
  mutant(
    'SV-60',
    'It sends one byte too few of a range.',
    edit('http/downloads/download-head.js', 'BigInt(last) + 1n', 'BigInt(last)'),
  ),
  mutant(
    'SV-60',
    'It sends the whole file as a range.',
    edit('http/downloads/download-head.js', READ, 'return { start: 0n, end: size, partial: true };'),
  ),
  mutant('SV-61', 'It ignores ranges.', edit('http/downloads/download-head.js', READ, 'return whole;')),
  mutant(
    'SV-62',
    'It does not support HEAD.',
    edit('http/downloads/downloads.js', `['GET', 'HEAD', 'POST']`, `['GET', 'POST']`),
  ),
  mutant(
    'SV-63',
    'It sends no Content-Length.',
    edit('http/downloads/download-head.js', `['Content-Length', String(end - start)]`, '[]'),
    ['SV-62'],
  ),
  mutant(
    'SV-64',
    'It loses the last byte of a file that was downloaded twice.',
    edit(
      'world/tree/versions.js',
      NEWEST,
      'const { content } = stored; const size = stored.size - (file.downloadCount > 1 ? 1n : 0n);',
    ),
    ['SV-33', 'SV-46', 'SV-88'],
  ),
  mutant(
    'SV-100',
    'It finds a file to download by its name.',
    edit(
      'operations/links.js',
      DIRECT,
      `((file) => directLink(call.base, file.parent.children.named('file', file.name)[0]))(linkedFile(call, link))`,
    ),
    ['SV-20', 'SV-30'],
  ),
];
