/** The certificate authority of a user, and certificates of hosts. Loads a library of 60 modules: import it late. */

export { type Authority, openAuthority, replaceFile } from './authority.js';
export { defaultCaFolder } from './ca-folder.js';
export { fingerprint } from './certificate.js';
export { HostCertificates, reportOf } from './host-certificates.js';
export { TRUST_STORE_PASSWORD, trustStore } from './trust-store.js';
