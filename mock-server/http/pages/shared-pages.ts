import {
  type Base,
  CLOSED,
  directLink,
  type FileRecord,
  type FolderRecord,
  type NodeRecord,
  PASSWORD_FIELD,
  pageLink,
  sameSecret,
  type TreeNode,
  type World,
} from '../../world/index.js';
import { findNode, isLink } from '../downloads/link-request.js';
import type { HttpResponse } from '../response.js';
import type { RoutedRequest } from '../routed-request.js';
import { pageResponse } from './page-response.js';
import { escapeHtml, htmlPage } from './pages.js';
import { readSmallForm } from './small-form.js';

const PAGE_HEADERS = [
  // Names chosen by others must not act in the name of this server.
  ...[
    'Content-Security-Policy',
    "sandbox allow-forms allow-downloads; default-src 'none'; form-action 'self'",
  ],
  ...['X-Content-Type-Options', 'nosniff'],
  // The address may contain a password.
  ...['Referrer-Policy', 'no-referrer'],
  ...['Cache-Control', 'no-store'],
];

/**
 * Pages of files and shared folders, and the form for the owner's password. Undefined for an address that serves the
 * bytes of a file, and for any other address.
 * @param more further headers: name, value, name, value
 * @throws BadRequest for a form that cannot be read
 */
export async function serveSharedPage(
  routed: RoutedRequest,
  more: readonly string[] = [],
): Promise<HttpResponse | undefined> {
  const { method, request } = routed;
  if (!['GET', 'HEAD', 'POST'].includes(method) || !isLink(routed)) return undefined;
  const log = routed.logger();
  const fields = method === 'POST' ? await readSmallForm(request) : undefined;
  const node = findNode(routed);
  const page = node && pageOf(routed, node, passwordIn(routed, fields));
  if (!page) return undefined;
  log(`${page.status}, a page`, node.owner.login);
  return framedPage(routed, page, more);
}

/** A page that may contain names chosen by others. */
export const framedPage = (
  { request }: RoutedRequest,
  { status, html }: Page,
  more: readonly string[] = [],
): HttpResponse => pageResponse(request, html, status, [...more, ...PAGE_HEADERS]);

interface Page {
  readonly status: number;
  readonly html: string;
}

/** Undefined for an address that serves the bytes of a file. */
function pageOf(
  { namespace: { world }, path, links }: RoutedRequest,
  node: NodeRecord,
  given: string,
): Page | undefined {
  if (node.kind === 'folder') return folderPage(world, node, given, links);
  // client: a direct link or a preview serves the bytes without cookies, so the address may be passed on (assumption).
  if (/^\/(?:download|img)\//.test(path)) return undefined;
  const password = world.sharing.passwordOf(node);
  if (password !== '' && !sameSecret(given, password)) return passwordForm(node.name, given);
  return world.assume['file-page'] === 'page' ? filePage(node, links) : undefined;
}

/** client: `downloadLink` leads to a page, and only a direct link to the bytes. The content of the page: assumption. */
function filePage(file: FileRecord, base: Base): Page {
  const link = `<a href="${escapeHtml(directLink(base, file))}">Download</a>`;
  return { status: 200, html: htmlPage(`4shared file - ${file.name}`, `<p>${link}, ${file.size} bytes</p>`) };
}

/** 403 for a closed folder: assumption. */
function folderPage(world: World, folder: FolderRecord, given: string, base: Base): Page {
  const code = world.sharedAccess.check(undefined, folder, { chosen: given });
  if (code === 8) return passwordForm(folder.name, given);
  if (code !== 0) {
    return { status: 403, html: htmlPage('403 Forbidden', `<p>${escapeHtml(CLOSED[code])}.</p>`) };
  }
  const isLocked = world.sharing.passwordOf(folder) !== '';
  const rows = Array.from(world.access.children(undefined, folder), (node) => row(node, isLocked, base));
  const list = rows.length === 0 ? '<p>The folder is empty.</p>' : `<ul>\n${rows.join('\n')}\n</ul>`;
  return { status: 200, html: htmlPage(`4shared folder - ${folder.name}`, list) };
}

/** A file with a password is linked directly, as the password was entered just now (assumption). */
function row(node: TreeNode, isLocked: boolean, base: Base): string {
  const address = isLocked && node.kind === 'file' ? directLink(base, node) : pageLink(base, node);
  const size = node.kind === 'file' ? `, ${node.size} bytes` : '';
  return `<li><a href="${escapeHtml(address)}">${escapeHtml(node.name)}</a>${size}</li>`;
}

/** Text, and names of form and field: client. The rest, and the status: assumption. */
export function passwordForm(name: string, given: string): Page {
  const complaint = given === '' ? '' : '<p>The password is wrong.</p>\n';
  const form = `${complaint}<form name="theForm" method="post">
<p>Please enter a password to access this page.</p>
<p><input type="password" name="${PASSWORD_FIELD}"> <button>Open</button></p>
</form>`;
  return { status: 200, html: htmlPage(name, form) };
}

/** The password in the form, or else in the query; empty if there is none. */
export function passwordIn(routed: RoutedRequest, fields?: URLSearchParams): string {
  const sent = fields?.getAll(PASSWORD_FIELD) ?? [];
  if (sent.length > 1) return '';
  return sent[0] ?? routed.queryValue(PASSWORD_FIELD) ?? '';
}
