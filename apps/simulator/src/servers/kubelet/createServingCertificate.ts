import { type KeyObject, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  ExtendedKeyUsage,
  GeneralName,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_kp_serverAuth,
} from "@peculiar/asn1-x509";

/** What servers show, and what clients verify it by; all in PEM. */
export interface ServingCertificate {
  ca: string;
  certificate: string;
  key: string;
}

interface KeyPair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

/** Clients compare these with the machine's clock, whatever time it is in the simulated cluster. */
const VALID = { notBefore: new Date("2020-01-01T00:00:00Z"), notAfter: new Date("2049-12-31T23:59:59Z") };

/** A certificate for 127.0.0.1 and those host names, signed by an authority that lives no longer than this process. */
export function createServingCertificate(hosts: readonly string[]): ServingCertificate {
  const authorityKeys = createKeys();
  const servingKeys = createKeys();
  const authority = issue("bayplan-simulator-ca", authorityKeys, "bayplan-simulator-ca", authorityKeys, [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign), true),
  ]);
  const names = [new GeneralName({ iPAddress: "127.0.0.1" }), ...hosts.map((dNSName) => new GeneralName({ dNSName }))];
  const serving = issue("kubelet", servingKeys, "bayplan-simulator-ca", authorityKeys, [
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectAltName, new SubjectAlternativeName(names)),
  ]);
  return {
    ca: authority,
    certificate: serving,
    key: servingKeys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

const createKeys = (): KeyPair => generateKeyPairSync("ec", { namedCurve: "P-256" });

function issue(subject: string, keys: KeyPair, issuer: string, issuerKeys: KeyPair, extensions: Extension[]): string {
  const signature = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const content = new TBSCertificate({
    version: Version.v3,
    // The first bit of a serial number says whether it is negative.
    serialNumber: arrayBuffer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    signature,
    issuer: named(issuer),
    validity: new Validity(VALID),
    subject: named(subject),
    subjectPublicKeyInfo: AsnConvert.parse(
      keys.publicKey.export({ type: "spki", format: "der" }),
      SubjectPublicKeyInfo,
    ),
    extensions: new Extensions(extensions),
  });
  const signed = sign("sha256", Buffer.from(AsnConvert.serialize(content)), issuerKeys.privateKey);
  return pem(
    AsnConvert.serialize(
      new Certificate({ tbsCertificate: content, signatureAlgorithm: signature, signatureValue: arrayBuffer(signed) }),
    ),
  );
}

const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";

const named = (name: string): Name =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: name }) }),
    ]),
  ]);

const extension = (extnID: string, value: object, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

const pem = (der: ArrayBuffer): string => {
  const lines = Buffer.from(der)
    .toString("base64")
    .match(/.{1,64}/g);
  return `-----BEGIN CERTIFICATE-----\n${lines?.join("\n")}\n-----END CERTIFICATE-----\n`;
};
