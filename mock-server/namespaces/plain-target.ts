const ESCAPE = /%([0-9a-f]{2})/gi;
const UNRESERVED = /[\w.~-]/;

/**
 * The target of a request without what changes nothing about where it goes: escapes of characters that need none,
 * parameters of the path such as `;jsessionid=1`, and doubled slashes. Clients and proxies write `%7E` for `~`, a client of
 * a servlet may keep its session in the path, and one puts a path behind an address that ends with a slash already.
 * Source: RFC 3986, sections 3.3 and 6.2.2.2. The query stays as it is, and so does the host of a whole address.
 */
export function plainTarget(target: string): string {
  if (!/%|;|\/\//.test(target)) return target;
  const [path = ''] = /^[^?#]*/.exec(target) ?? [];
  const plain = path
    .replace(/;[^/]*/g, '')
    .replace(ESCAPE, (sent, hex: string) => {
      const character = String.fromCharCode(Number.parseInt(hex, 16));
      return UNRESERVED.test(character) ? character : sent;
    })
    .replace(/(?<!^https?:)\/{2,}/gi, '/');
  return plain + target.slice(path.length);
}
