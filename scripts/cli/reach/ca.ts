import { writeFile } from 'node:fs/promises';
import {
  type Authority,
  defaultCaFolder,
  fingerprint,
  openAuthority,
  trustStore,
} from '../../../mock-server/certificates/index.js';

/** The command-line options of `ca`. */
export interface CaOptions {
  readonly caFolder?: string;
  readonly pem?: string;
  readonly p12?: string;
  readonly renew?: boolean;
}

/** Shows or exports the authority, and makes it if there is none. @returns the exit code */
export async function showAuthority({ caFolder, pem, p12, renew = false }: CaOptions): Promise<number> {
  try {
    const authority = await openAuthority(caFolder ?? defaultCaFolder(), { renew });
    if (pem === '-') process.stdout.write(authority.certificate);
    else if (pem !== undefined) await writeFile(pem, authority.certificate);
    if (p12 !== undefined) await writeFile(p12, trustStore(authority.certificate));
    if (pem === undefined && p12 === undefined) process.stdout.write(summary(authority));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

const summary = ({ file, certificate, to }: Authority): string => `certificate  ${file}
fingerprint  ${fingerprint(certificate)} (SHA-256)
valid until  ${new Date(to).toISOString().slice(0, 10)}; then a new one takes its place
good for     4shared.com and its hosts, localhost, loopback and private addresses
`;
