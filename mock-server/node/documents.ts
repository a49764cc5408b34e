import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { asset } from '../asset.js';
import type { ServiceDocuments } from '../http/index.js';

/** The documents of a service, from files beside the code; each description is read once. */
export function documentsInFiles(): ServiceDocuments {
  const known = new Map<string, string>();
  return {
    wsdl: (file) => {
      const text = known.get(file) ?? readFileSync(asset(`wsdl/${file}`), 'utf8');
      known.set(file, text);
      return text;
    },
    openApi: () => readFile(asset('mock-server/control/openapi.json'), 'utf8'),
  };
}
