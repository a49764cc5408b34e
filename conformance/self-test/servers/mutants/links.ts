import { edit, type Mutant, mutant } from '../../mutant.js';

const DIRECT = 'directLink(call.base, linkedFile(call, link))';
const PAGE = 'return linkOf(base, world.tree.file(account, fileId));';
const NEWEST = 'const { content, size } = stored;';
const READ = 'return { start, end: end < size ? end : size, partial: true };';

/** Mutants: about addresses and downloads. */
export const LINKS: readonly Mutant[] = [
  mutant(
    'SV-55',
    'It gives direct links without http.',
    edit('operations/links.js', DIRECT, `${DIRECT}.replace(/^https?:/, '')`),
  ),
  mutant(
    'SV-55',
    'It finds nothing by a direct link with a % in it.',
    edit(
      'http/downloads/link-request.js',
      'export const isLink = ({ path }) => LINK.test(path);',
      `export const isLink = ({ path }) => LINK.test(path) && !path.includes('%');`,
    ),
  ),
  mutant(
    'SV-56',
    'It gives addresses of pages without http.',
    edit(
      'operations/links.js',
      PAGE,
      `return linkOf(base, world.tree.file(account, fileId)).replace(/^https?:/, '');`,
    ),
  ),
  mutant(
    'SV-57',
    'It answers with a fault where there is no file to give the address of.',
    edit('operations/links.js', `if (error instanceof FileNotFound)\n                return '';`, ''),
  ),
  mutant(
    'SV-58',
    'It decodes no addresses of folders.',
    edit('operations/links.js', 'world.links.resolve(link).id', 'world.links.resolveFile(link).id'),
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
    'It sends a byte too few of a range.',
    edit('http/downloads/byte-range.js', 'BigInt(last) + 1n', 'BigInt(last)'),
  ),
  mutant(
    'SV-60',
    'It sends the whole file as a range.',
    edit('http/downloads/byte-range.js', READ, 'return { start: 0n, end: size, partial: true };'),
  ),
  mutant('SV-61', 'It knows no ranges.', edit('http/downloads/byte-range.js', READ, 'return whole;')),
  mutant(
    'SV-62',
    'It knows no HEAD.',
    edit('http/downloads/downloads.js', `['GET', 'HEAD', 'POST']`, `['GET', 'POST']`),
  ),
  mutant(
    'SV-63',
    'It does not tell the length of a file.',
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
    'It looks for a file to download by its name.',
    edit(
      'operations/links.js',
      DIRECT,
      `((file) => directLink(call.base, file.parent.children.named('file', file.name)[0]))(linkedFile(call, link))`,
    ),
    ['SV-20', 'SV-30'],
  ),
];
