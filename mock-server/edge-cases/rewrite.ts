import type { FileUploadInfo } from '../../wsdl/contract.js';

/** Placeholders in the template of a `rewrite`, for components of the true address. */
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

/** Anything in braces that may be meant as a placeholder. */
export const PLACEHOLDER = /\{([A-Za-z]*)\}/g;

const ADDRESS = /^(https?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/s;
const PORT = /:(\d+)$/;

/**
 * Fills a template with components of an address: `{return}` is all of it, `{scheme}` is without colon, `{host}` with
 * the port and `{hostname}` without, `{port}` is always a number, `{path}` begins with a slash, `{folder}` is the path
 * before its last slash, `{query}` is without question mark. A value that is no http address, such as the empty result
 * of a refusal, stays.
 */
export function rewriteAddress(template: string, address: string): string {
  const pieces = piecesOf(address);
  if (!pieces) return address;
  return template.replace(PLACEHOLDER, (braces, name: string) =>
    Object.hasOwn(pieces, name) ? pieces[name as keyof Pieces] : braces,
  );
}

/** Rewrites a result that is an address, or contains one in `uploadUrl`. */
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
