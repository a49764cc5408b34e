import { createHash, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import forge from 'node-forge';
import { addressBytes, maskBytes, PERMITTED } from './constraints.js';

const { asn1, pki } = forge;

/** When a certificate is valid, in milliseconds since 1970. */
export interface Validity {
  readonly from: number;
  readonly to: number;
}

/** A certificate that signs others, and its private key; PEM. */
export interface Issuer {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Makes a certificate that signs itself and, with its key, those of hosts. Critical name constraints limit it to the
 * hosts of the service and to local ones: a thief of the key can impersonate no other site (RFC 5280, 4.2.1.10).
 * @param publicKey PEM
 * @returns PEM
 */
export function caCertificate(publicKey: string, key: string, validity: Validity): string {
  const day = new Date(validity.from).toISOString().slice(0, 10);
  const name = subject(`4shared-testkit CA of ${day}`);
  const certificate = unsigned(publicKey, name, name, validity);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { id: '2.5.29.30', critical: true, value: nameConstraints() },
    { name: 'subjectKeyIdentifier' },
  ]);
  return signed(certificate, key);
}

/**
 * Makes a certificate for names or IP addresses of hosts. Its common name is no bare IP address: openssl would take that
 * for a name of a host.
 * @returns PEM
 */
export function hostCertificate(
  publicKey: string,
  [first, ...others]: readonly [string, ...string[]],
  issuer: Issuer,
  validity: Validity,
): string {
  const ca = pki.certificateFromPem(issuer.certificate);
  const name = subject(isIP(first) === 0 ? first : `IP address ${first}`);
  const certificate = unsigned(publicKey, name, ca.subject.attributes, validity);
  const altNames = [first, ...others].map((host) =>
    isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host },
  );
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: ca.generateSubjectKeyIdentifier().getBytes() },
  ]);
  return signed(certificate, issuer.key);
}

const subject = (name: string): forge.pki.CertificateField[] => [
  { name: 'commonName', value: name },
  { name: 'organizationName', value: '4shared-testkit' },
];

function unsigned(
  publicKey: string,
  name: forge.pki.CertificateField[],
  issuer: forge.pki.CertificateField[],
  { from, to }: Validity,
): forge.pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  // Positive, and 128 bits long (RFC 5280, 4.1.2.2).
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(from);
  certificate.validity.notAfter = new Date(to);
  certificate.setSubject(name);
  certificate.setIssuer(issuer);
  return certificate;
}

/** Signs with the platform's RSA: that of the library, in JavaScript, holds the event loop for 50 to 120 ms. */
function signed(certificate: forge.pki.Certificate, key: string): string {
  const oid = pki.oids['sha256WithRSAEncryption'] ?? '';
  certificate.signatureOid = oid;
  certificate.siginfo.algorithmOid = oid;
  const [toBeSigned] = partsOf(pki.certificateToAsn1(certificate));
  if (!toBeSigned) throw new Error('The library wrote a certificate without content.');
  const bytes = Buffer.from(asn1.toDer(toBeSigned).getBytes(), 'latin1');
  certificate.signature = sign('sha256', bytes, key).toString('latin1');
  return pki.certificateToPem(certificate);
}

const partsOf = ({ value }: forge.asn1.Asn1): forge.asn1.Asn1[] => (typeof value === 'string' ? [] : value);

/** RFC 5280, 4.2.1.10. */
function nameConstraints(): forge.asn1.Asn1 {
  const { CONTEXT_SPECIFIC, UNIVERSAL } = asn1.Class;
  const sequence = (...values: forge.asn1.Asn1[]) => asn1.create(UNIVERSAL, asn1.Type.SEQUENCE, true, values);
  const subtree = (type: number, value: string) =>
    sequence(asn1.create(CONTEXT_SPECIFIC, type, false, value));
  const domains = PERMITTED.domains.map((name) => subtree(2, name));
  const networks = PERMITTED.networks.map(([address, prefix]) => {
    const bytes = addressBytes(address);
    return subtree(7, Buffer.concat([bytes, maskBytes(bytes.length, prefix)]).toString('latin1'));
  });
  return sequence(asn1.create(CONTEXT_SPECIFIC, 0, true, [...domains, ...networks]));
}

/** SHA-256 fingerprint of a certificate, in the spelling of openssl. @param pem of the certificate */
export function fingerprint(pem: string): string {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return createHash('sha256')
    .update(der)
    .digest('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:');
}
