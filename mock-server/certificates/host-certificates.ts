import { createPublicKey } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { type Authority, openAuthority } from './authority.js';
import { hostCertificate } from './certificate.js';
import { certifiedNames, isPermitted } from './constraints.js';

/** Reports that an authority was made, and where. */
export type AuthorityReport = (authority: Authority) => void;

/** The line of the log about an authority that was made. */
export function reportOf({ made, file, to }: Authority): string {
  const end = new Date(to).toISOString().slice(0, 10);
  return made === 'first'
    ? `made a certificate authority, valid until ${end}; clients must trust ${file}`
    : `the certificate authority had run out; clients must trust the new one, valid until ${end}: ${file}`;
}

/** Most hosts whose certificates are kept. A client may ask for any number of names below localhost. */
const MOST_HOSTS = 200;

/** Certificates of hosts, made on demand by the authority in a folder. */
export class HostCertificates {
  readonly #folder: string;
  readonly #report: AuthorityReport;
  readonly #now: () => number;
  #opening: Promise<Authority> | undefined;
  #to = 0;
  readonly #contexts = new Map<string, SecureContext>();

  /** @param now milliseconds since 1970 */
  constructor(folder: string, report: AuthorityReport, now = Date.now) {
    this.#folder = folder;
    this.#report = report;
    this.#now = now;
  }

  /**
   * The certificate of the first of these hosts that the authority may certify, and its key. When the authority has run
   * out, a new one takes its place.
   * @throws Error of node:fs when the folder cannot be read or written
   */
  async contextFor(...hosts: readonly string[]): Promise<SecureContext> {
    const authority = await this.#authority();
    const host = hosts.map(withoutZone).find(isPermitted) ?? 'localhost';
    const names = certifiedNames(host);
    const known = this.#contexts.get(names[0]);
    if (known) return known;
    const publicKey = createPublicKey(authority.hostKey).export({ type: 'spki', format: 'pem' }).toString();
    const context = createSecureContext({
      key: authority.hostKey,
      cert: hostCertificate(publicKey, names, authority, authority),
      // Clients of those years speak TLS 1.0, which OpenSSL allows at this level only.
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const [oldest] = this.#contexts.keys();
    if (oldest !== undefined && this.#contexts.size >= MOST_HOSTS) this.#contexts.delete(oldest);
    this.#contexts.set(names[0], context);
    return context;
  }

  async #authority(): Promise<Authority> {
    if (this.#opening && this.#now() < this.#to) return this.#opening;
    this.#contexts.clear();
    this.#to = Number.POSITIVE_INFINITY;
    const opening = openAuthority(this.#folder, { now: this.#now() });
    this.#opening = opening;
    try {
      const authority = await opening;
      this.#to = authority.to;
      if (authority.made !== undefined) this.#report(authority);
      return authority;
    } catch (error) {
      // The next connection tries again.
      this.#opening = undefined;
      throw error;
    }
  }
}

/** The zone of a link-local address is no part of it. */
const withoutZone = (host: string): string => host.toLowerCase().replace(/%.*$/, '');
