import type { FileUploadInfo } from '../../wsdl/contract.js';

/** What may stand in braces in the template of a `rewrite`, for a piece of the true address. */
export const PLACEHOLDERS = [
  'return',
  'scheme',
  'host',
  'hostname',
  'port',
  'path',
  'folder',
  'query',
] as const;

type Pieces = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>;

/** Everything in braces that could be meant as a placeholder. */
export const PLACEHOLDER = /\{([A-Za-z]*)\}/g;

const ADDRESS = /^(https?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/s;
const PORT = /:(\d+)$/;

/**
 * Fills a template with pieces of an address: `{return}` is all of it, `{scheme}` is without colon, `{host}` with the
 * port and `{hostname}` without, `{port}` is always a number, `{path}` begins with a slash, `{folder}` is the path up to its
 * last slash and without that, `{query}` is without question mark. What is no http address, such as the empty answer
 * of a refusal, stays as it is.
 */
export function rewriteAddress(template: string, address: string): string {
  const pieces = piecesOf(address);
  if (!pieces) return address;
  return template.replace(PLACEHOLDER, (braces, name: string) =>
    Object.hasOwn(pieces, name) ? pieces[name as keyof Pieces] : braces,
  );
}

/** Rewrites a result that is an address, or that has one in its `uploadUrl`. */
export function rewriteResult(template: string, result: string | FileUploadInfo): string | FileUploadInfo {
  if (typeof result === 'string') return rewriteAddress(template, result);
  if (result.uploadUrl === undefined) return result;
  return { ...result, uploadUrl: rewriteAddress(template, result.uploadUrl) };
}

function piecesOf(address: string): Pieces | undefined {
  const [found, scheme, host, path = '', query = ''] = ADDRESS.exec(address) ?? [];
  if (found === undefined || scheme === undefined || host === undefined) return undefined;
  return {
    return: address,
    scheme,
    host,
    hostname: host.replace(PORT, ''),
    port: PORT.exec(host)?.[1] ?? (scheme === 'https' ? '443' : '80'),
    path,
    folder: path.replace(/\/[^/]*$/, ''),
    query,
  };
}
