import "reflect-metadata";
import * as x509 from "@peculiar/x509";

export type TlsMaterial = {
  caCertificate: string;
  certificate: string;
  /** Of the same authority and key, for faults: one that ended yesterday, and one for a host that nobody asks for. */
  expired: string;
  ofAnotherHost: string;
  privateKey: string;
};

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const dayMs = 86_400_000;

async function pemOf(key: Parameters<typeof crypto.subtle.exportKey>[1]) {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})/g, "$1\n").trimEnd()}\n-----END PRIVATE KEY-----\n`;
}

/**
 * An authority of this name made for this start and one certificate that it signed for `hosts`. The authority's key is forgotten
 * at once, so that nobody can sign another certificate with it.
 */
export async function createTlsMaterial(authority: string, hosts: string[]): Promise<TlsMaterial> {
  const [caKeys, keys] = await Promise.all([generateKeys(), generateKeys()]);
  const notBefore = new Date(Date.now() - dayMs);
  const notAfter = new Date(Date.now() + 30 * dayMs);
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: `CN=${authority}`,
    notBefore,
    notAfter,
    keys: caKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const leaf = async (serialNumber: string, names: string[], until: Date) => {
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber,
      subject: "CN=desk cloud",
      issuer: ca.subject,
      notBefore,
      notAfter: until,
      publicKey: keys.publicKey,
      signingKey: caKeys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns" as const, value }))),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
      ],
    });
    return `${certificate.toString("pem")}\n`;
  };
  return {
    caCertificate: `${ca.toString("pem")}\n`,
    certificate: await leaf("02", hosts, notAfter),
    expired: await leaf("03", hosts, new Date(Date.now() - dayMs / 2)),
    ofAnotherHost: await leaf("04", ["elsewhere.example"], notAfter),
    privateKey: await pemOf(keys.privateKey),
  };
}

const generateKeys = () => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
