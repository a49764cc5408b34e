import { readFileSync } from 'node:fs';
import { readContractModel } from './contract-model.js';
import { contractSource } from './contract-source.js';

/** Path and content of every generated file. @param contractOnly only what all others are compiled with */
export async function generatedFiles(contractOnly = false): Promise<Map<string, string | Buffer>> {
  const contract = ['wsdl/contract.ts', contractSource(await readContractModel('wsdl'))] as const;
  if (contractOnly) return new Map([contract]);
  const [{ DOCUMENTS, withSections }, { JSON_SCHEMAS }, { OPENAPI, openApiText }, { sampleFiles }] =
    await Promise.all([
      import('./docs.js'),
      import('./json-schemas.js'),
      import('./openapi.js'),
      import('../media/samples.js'),
    ]);
  return new Map<string, string | Buffer>([
    contract,
    ...Object.entries(DOCUMENTS).map(
      ([path, sections]) => [path, withSections(readFileSync(path, 'utf8'), sections)] as const,
    ),
    ...Object.entries(JSON_SCHEMAS).map(([path, write]) => [path, write()] as const),
    [OPENAPI, openApiText()],
    ...[...sampleFiles()].map(([name, bytes]) => [`fixtures/media/${name}`, bytes] as const),
  ]);
}
