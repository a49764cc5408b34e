import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServiceDocuments } from '../http/index.js';

/** The documents of a service, from files beside the code; each description is read once. */
export function documentsInFiles(): ServiceDocuments {
  const known = new Map<string, string>();
  return {
    wsdl: (file) => {
      const text = known.get(file) ?? readFileSync(new URL(`../../wsdl/${file}`, import.meta.url), 'utf8');
      known.set(file, text);
      return text;
    },
    openApi: () => readFile(new URL('../control/openapi.json', import.meta.url), 'utf8'),
  };
}
