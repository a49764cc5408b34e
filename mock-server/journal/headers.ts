/** The value of a header in a list of name, value, name, value; the first of several. @param name in lower case */
export function headerIn(headers: readonly string[], name: string): string | undefined {
  for (let index = 0; index + 1 < headers.length; index += 2) {
    if (headers[index]?.toLowerCase() === name) return headers[index + 1];
  }
  return undefined;
}
