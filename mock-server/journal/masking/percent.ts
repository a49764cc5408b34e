/** Undoes `%xx`, where it stands for UTF-8; whatever else is there stays as it is. */
export function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      // Bytes that are no UTF-8 are no text that could be compared.
      return escaped;
    }
  });
}

/** The same in a query or a form, where a plus is a blank. */
export const formDecoded = (text: string): string => percentDecoded(text.replaceAll('+', ' '));
