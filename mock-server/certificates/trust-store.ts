import { createHmac, randomBytes } from 'node:crypto';
import forge from 'node-forge';

const { asn1 } = forge;
type Asn1 = forge.asn1.Asn1;

/** Password of trust stores. It protects nothing, as a certificate is public, but Java ignores a store without one. */
export const TRUST_STORE_PASSWORD = 'changeit';

const OID = {
  data: '1.2.840.113549.1.7.1',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  /** Java takes a certificate without a key for trusted only with this attribute. */
  trustedKeyUsage: '2.16.840.1.113894.746875.1.1',
  anyExtendedKeyUsage: '2.5.29.37.0',
  sha1: '1.3.14.3.2.26',
};

const ITERATIONS = 10_000;
const SHA1_BYTES = 20;

/**
 * A PKCS #12 file with one trusted certificate (RFC 7292), as Java reads it from version 8 on. The certificate is not
 * encrypted; SHA-1 is what the MAC of the oldest readers has.
 * @param certificate PEM
 */
export function trustStore(certificate: string): Buffer {
  const der = Buffer.from(certificate.replace(/-----[^-]+-----|\s/g, ''), 'base64').toString('latin1');
  const bag = sequence(
    oid(OID.certBag),
    explicit(sequence(oid(OID.x509Certificate), explicit(octets(der)))),
    set(
      sequence(oid(OID.friendlyName), set(bmpString('4shared-testkit'))),
      sequence(oid(OID.trustedKeyUsage), set(oid(OID.anyExtendedKeyUsage))),
    ),
  );
  const safe = bytesOf(sequence(sequence(oid(OID.data), explicit(octets(bytesOf(sequence(bag)))))));
  const salt = randomBytes(20).toString('latin1');
  return Buffer.from(
    bytesOf(
      sequence(
        integer(3),
        sequence(oid(OID.data), explicit(octets(safe))),
        sequence(
          sequence(sequence(oid(OID.sha1), nothing()), octets(macOf(safe, salt))),
          octets(salt),
          integer(ITERATIONS),
        ),
      ),
    ),
    'latin1',
  );
}

function macOf(safe: string, salt: string): string {
  const key = forge.pkcs12
    .generateKey(TRUST_STORE_PASSWORD, forge.util.createBuffer(salt), MAC_KEY, ITERATIONS, SHA1_BYTES)
    .getBytes();
  return createHmac('sha1', Buffer.from(key, 'latin1'))
    .update(Buffer.from(safe, 'latin1'))
    .digest()
    .toString('latin1');
}

/** The purpose of the derived key (RFC 7292, appendix B.3). */
const MAC_KEY = 3;

const { UNIVERSAL, CONTEXT_SPECIFIC } = asn1.Class;
const { SEQUENCE, SET, OCTETSTRING, INTEGER, BMPSTRING, NULL } = asn1.Type;
const bytesOf = (value: Asn1): string => asn1.toDer(value).getBytes();
const sequence = (...values: Asn1[]): Asn1 => asn1.create(UNIVERSAL, SEQUENCE, true, values);
const set = (...values: Asn1[]): Asn1 => asn1.create(UNIVERSAL, SET, true, values);
const explicit = (value: Asn1): Asn1 => asn1.create(CONTEXT_SPECIFIC, 0, true, [value]);
const octets = (bytes: string): Asn1 => asn1.create(UNIVERSAL, OCTETSTRING, false, bytes);
const nothing = (): Asn1 => asn1.create(UNIVERSAL, NULL, false, '');
const oid = (id: string): Asn1 => asn1.create(UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(id).getBytes());
const integer = (value: number): Asn1 =>
  asn1.create(UNIVERSAL, INTEGER, false, asn1.integerToDer(value).getBytes());
const bmpString = (text: string): Asn1 => asn1.create(UNIVERSAL, BMPSTRING, false, text);
