import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  defaultCaFolder,
  openAuthority,
  replaceFile,
  trustStore,
} from '../../../mock-server/certificates/index.js';

/** Files with which programs trust the authority. */
export interface TrustFiles {
  /** PEM. */
  readonly ca: string;
  /** PKCS #12, for Java. */
  readonly store: string;
  /** Folder with an .ini file, for PHP. */
  readonly php: string;
}

/** Writes the files beside the authority, which is made if there is none. @throws Error of node:fs */
export async function trustFiles(folder = defaultCaFolder()): Promise<TrustFiles> {
  const { file: ca, certificate } = await openAuthority(folder);
  const store = join(folder, 'ca.p12');
  const php = join(folder, 'php');
  await mkdir(php, { recursive: true });
  await replaceFile(store, trustStore(certificate));
  await replaceFile(join(php, 'ca.ini'), Buffer.from(`openssl.cafile="${ca}"\ncurl.cainfo="${ca}"\n`));
  return { ca, store, php };
}
