import { edit, type ServerFault } from '../fault.js';

const DIRECT = 'directLink(call.base, linkedFile(call, link))';
const PAGE = 'return linkOf(base, world.tree.file(account, fileId));';
const NEWEST = 'const { content, size } = stored;';
const READ = 'return { start, end: end < size ? end : size, partial: true };';

/** Faults about addresses and downloads. */
export const LINKS: readonly ServerFault[] = [
  {
    rule: 'SV-55',
    what: 'It gives direct links without http.',
    edits: [edit('operations/links.js', DIRECT, `${DIRECT}.replace(/^https?:/, '')`)],
    consequences: [],
  },
  {
    rule: 'SV-55',
    what: 'It finds nothing by a direct link with a % in it.',
    edits: [
      edit(
        'http/downloads/link-request.js',
        'export const isLink = ({ path }) => LINK.test(path);',
        `export const isLink = ({ path }) => LINK.test(path) && !path.includes('%');`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-56',
    what: 'It gives addresses of pages without http.',
    edits: [
      edit(
        'operations/links.js',
        PAGE,
        `return linkOf(base, world.tree.file(account, fileId)).replace(/^https?:/, '');`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-57',
    what: 'It answers with a fault where there is no file to give the address of.',
    edits: [
      edit('operations/links.js', `if (error instanceof FileNotFound)\n                return '';`, ''),
    ],
    consequences: [],
  },
  {
    rule: 'SV-58',
    what: 'It decodes no addresses of folders.',
    edits: [edit('operations/links.js', 'world.links.resolve(link).id', 'world.links.resolveFile(link).id')],
    consequences: [],
  },
  {
    rule: 'SV-59',
    what: 'It sends files that are in the recycle bin.',
    edits: [
      edit(
        'world/sharing/links.js',
        'node.kind === reading.kind && !inBin(node)',
        'node.kind === reading.kind',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-60',
    what: 'It sends a byte too few of a range.',
    edits: [edit('http/downloads/byte-range.js', 'BigInt(last) + 1n', 'BigInt(last)')],
    consequences: [],
  },
  {
    rule: 'SV-60',
    what: 'It sends the whole file as a range.',
    edits: [edit('http/downloads/byte-range.js', READ, 'return { start: 0n, end: size, partial: true };')],
    consequences: [],
  },
  {
    rule: 'SV-61',
    what: 'It knows no ranges.',
    edits: [edit('http/downloads/byte-range.js', READ, 'return whole;')],
    consequences: [],
  },
  {
    rule: 'SV-62',
    what: 'It knows no HEAD.',
    edits: [edit('http/downloads/downloads.js', `['GET', 'HEAD', 'POST']`, `['GET', 'POST']`)],
    consequences: [],
  },
  {
    rule: 'SV-63',
    what: 'It does not tell the length of a file.',
    edits: [edit('http/downloads/download-head.js', `['Content-Length', String(end - start)]`, '[]')],
    consequences: ['SV-62'],
  },
  {
    rule: 'SV-64',
    what: 'It loses the last byte of a file that was downloaded twice.',
    edits: [
      edit(
        'world/tree/versions.js',
        NEWEST,
        'const { content } = stored; const size = stored.size - (file.downloadCount > 1 ? 1n : 0n);',
      ),
    ],
    consequences: ['SV-33', 'SV-46', 'SV-88'],
  },
  {
    rule: 'SV-100',
    what: 'It looks for a file to download by its name.',
    edits: [
      edit(
        'operations/links.js',
        DIRECT,
        `((file) => directLink(call.base, file.parent.children.named('file', file.name)[0]))(linkedFile(call, link))`,
      ),
    ],
    consequences: ['SV-20', 'SV-30'],
  },
];
