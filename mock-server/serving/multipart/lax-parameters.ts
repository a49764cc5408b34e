import { type Parametrized, readParameters } from './parameters.js';

/**
 * Reads a header with parameters, also as real clients write it that take no heed of the grammar (client, and assumption
 * where there are several ways to read it): with `;` at the end or twice, blanks around `=`, quotes within quotes or only
 * one, a text without quotes that has blanks in it.
 * @returns undefined for one of which nothing can be made
 */
export const readLaxly = (header: string, charset: string): Parametrized | undefined =>
  readParameters(header, charset) ?? readParameters(spelledOut(header), charset);

/** The next parameter, or what stands in its place: up to a semicolon that is in no quotes. */
const NEXT = /[;\s]*([^;="\s]*)\s*(?:=\s*(?:"((?:[^"\\]|\\[\s\S]|"(?!\s*(?:;|$)))*)(?:"|$)|([^;]*)))?[^;]*/y;

/** What cannot stand in quotes, escaped or not. */
const CONTROLS = /[^\t\x20-\x7e\x80-\xff]/g;

/** The header as the grammar has it, with what can be understood of it. */
export function spelledOut(header: string): string {
  const end = header.indexOf(';');
  const value = (end < 0 ? header : header.slice(0, end)).trim();
  let written = value;
  for (let at = end < 0 ? header.length : end; at < header.length; at = NEXT.lastIndex) {
    NEXT.lastIndex = at;
    const [all = '', name = '', quoted, plain] = NEXT.exec(header) ?? [];
    if (all === '') break;
    written += parameter(name, quoted?.replace(/\\(["\\])/g, '$1') ?? plain?.trim());
  }
  return written;
}

/** Empty for what is no parameter. */
function parameter(name: string, text: string | undefined): string {
  if (text === undefined) return '';
  const escaped = text.replace(CONTROLS, '').replace(/["\\]/g, '\\$&');
  const written = name.endsWith('*') ? `; ${name}=${text}` : `; ${name}="${escaped}"`;
  return readParameters(`x${written}`, 'latin1') ? written : '';
}
