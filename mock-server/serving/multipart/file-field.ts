/** seed, and client: pages and scripts of the site had fields of the other names. */
const FILE_FIELD = /^(?:FilePart|t?fff\d{1,4}|name)$/;

/** Whether the file of a form may be in a field of this name. */
export const isFileField = (name: string): boolean => FILE_FIELD.test(name);

/**
 * What is wrong with a file in a form.
 * @param field name of its field
 * @param isSecond whether there was a file before: which one is meant cannot be known
 */
export function mistakeInFile(field: string, isSecond: boolean): Error | undefined {
  if (!isFileField(field)) return new Error('Unexpected file field');
  return isSecond ? new Error('Too many files') : undefined;
}

/** Undoes what browsers do with line breaks and quotes in names, and with nothing else. Source: the HTML standard. */
export const unescaped = (name: string): string =>
  name.replace(/%0A|%0D|%22/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
