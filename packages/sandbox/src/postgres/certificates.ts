import { generateKeyPair, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import type forge from "node-forge";
import { writeWhole } from "../directory.ts";

/** What a server shows its clients, in PEM. */
export interface Certificates {
  /** The authority to trust for `verify-full`. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

export type Forge = typeof forge;

/** The library that writes certificates, an optional peer; undefined when it is not installed. */
export async function loadForge(): Promise<Forge | undefined> {
  try {
    return (await import("node-forge")).default;
  } catch {
    return undefined;
  }
}

const validYears = 10;
const subject = (commonName: string) => [
  { shortName: "CN", value: commonName },
  { shortName: "O", value: "ovh-sandbox (simulated)" },
];

/**
 * The certificates in that file, made on first use: valid for localhost, 127.0.0.1, ::1 and the names that OVHcloud
 * gives its database endpoints. The authority signs this once; its key is not kept, so nobody can sign anything else.
 */
export async function certificatesIn(file: string, library: Forge): Promise<Certificates> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Certificates;
  const made = await makeCertificates(library);
  writeWhole(file, JSON.stringify(made));
  return made;
}

async function makeCertificates({ pki, md }: Forge): Promise<Certificates> {
  const [root, server] = await Promise.all([keyPair(), keyPair()]);
  const issue = (commonName: string, publicKey: string, extensions: object[]) => {
    const certificate = pki.createCertificate();
    certificate.publicKey = pki.publicKeyFromPem(publicKey);
    certificate.serialNumber = `00${randomBytes(16).toString("hex")}`;
    certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
    certificate.validity.notAfter = new Date(Date.now() + validYears * 365 * 86_400_000);
    certificate.setSubject(subject(commonName));
    certificate.setIssuer(subject("ovh-sandbox database authority"));
    certificate.setExtensions(extensions);
    certificate.sign(pki.privateKeyFromPem(root.privateKey), md.sha256.create());
    return pki.certificateToPem(certificate);
  };
  return {
    authority: issue("ovh-sandbox database authority", root.publicKey, [
      { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
      { name: "subjectKeyIdentifier" },
    ]),
    certificate: issue("localhost", server.publicKey, [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames },
    ]),
    key: server.privateKey,
  };
}

/** Types of GeneralName (RFC 5280, 4.2.1.6): 2 a DNS name, 7 an address. */
const altNames = [
  { type: 2, value: "localhost" },
  { type: 2, value: "*.database.cloud.ovh.net" },
  { type: 7, ip: "127.0.0.1" },
  { type: 7, ip: "::1" },
];

const keyPair = () =>
  promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
