/**
 * A stand-in for Bitwarden's server on the loopback interface: the endpoints that the real client calls for
 * `login --apikey`, `sync`, `unlock` and `list items` of one account, with the real cryptography. Nothing of a vault's
 * administration, no token is signed, no rate is limited.
 */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type AccountKeys, accountKeys } from "./vault-crypto.ts";

/** A custom field: 0 text, 1 hidden. */
export interface Field {
  name: string;
  value: string;
  type: 0 | 1;
}

export interface Account {
  email: string;
  password: string;
  clientId: string;
  clientSecret: string;
  items: { name: string; fields: Field[] }[];
}

export interface StandIn {
  /** Base address, `https://localhost:<port>`. */
  url: string;
  /** Certificate that the client has to trust, PEM file. */
  certificate: string;
  /** `METHOD /path` of every request, in order. */
  requests: string[];
  close(): Promise<void>;
}

/** @param folder for the certificate, private to the test */
export async function bitwardenStandIn(folder: string, account: Account): Promise<StandIn> {
  const { certificate, key } = selfSigned(folder);
  const requests: string[] = [];
  const answer = answers(account);
  const server = createServer(
    { cert: readFileSync(certificate), key: readFileSync(key) },
    async (request, response) => {
      const where = `${request.method} ${new URL(request.url ?? "/", "https://localhost").pathname}`;
      requests.push(where);
      const [status, body] = answer(where, request, new URLSearchParams(await text(request)));
      send(response, status, body);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    certificate,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type Answer = [status: number, body: unknown];

function answers(account: Account): (where: string, request: IncomingMessage, form: URLSearchParams) => Answer {
  const keys = accountKeys(account.email.toLowerCase(), account.password, 600_000);
  const user = randomUUID();
  const stamp = randomUUID();
  const token = unsignedToken({ sub: user, email: account.email, name: "Test", email_verified: true, sstamp: stamp });
  const ciphers = account.items.map((item) => cipher(item, keys));
  const unlock = {
    Salt: account.email.toLowerCase(),
    Kdf: { KdfType: 0, Iterations: keys.iterations },
    MasterKeyEncryptedUserKey: keys.wrappedUserKey,
  };
  const accountKeysOfUser = {
    object: "privateKeys",
    publicKeyEncryptionKeyPair: { wrappedPrivateKey: keys.wrappedPrivateKey, publicKey: keys.publicKey },
  };

  return (where, request, form) => {
    if (where === "POST /identity/connect/token") {
      const known =
        form.get("grant_type") === "client_credentials" &&
        form.get("client_id") === account.clientId &&
        form.get("client_secret") === account.clientSecret;
      if (!known) return [400, { error: "invalid_client" }];
      return [
        200,
        {
          access_token: token,
          expires_in: 3600,
          token_type: "Bearer",
          scope: "api",
          Key: keys.wrappedUserKey,
          PrivateKey: keys.wrappedPrivateKey,
          AccountKeys: accountKeysOfUser,
          Kdf: 0,
          KdfIterations: keys.iterations,
          ForcePasswordReset: false,
          MasterPasswordPolicy: { object: "masterPasswordPolicy" },
          UserDecryptionOptions: { HasMasterPassword: true, MasterPasswordUnlock: unlock },
        },
      ];
    }
    if (where === "GET /api/config") {
      return [200, { object: "config", version: "2026.9.0", gitHash: "0000000", featureStates: {}, environment: {} }];
    }
    if (request.headers.authorization !== `Bearer ${token}`) return [401, { message: "unauthorized" }];
    if (where === "GET /api/accounts/revision-date") return [200, Date.now()];
    if (where === "POST /api/accounts/key-management/user-key-id") return [200, {}];
    if (where === "GET /api/sync") {
      return [
        200,
        {
          object: "sync",
          profile: {
            object: "profile",
            id: user,
            email: account.email,
            name: "Test",
            emailVerified: true,
            securityStamp: stamp,
            key: keys.wrappedUserKey,
            privateKey: keys.wrappedPrivateKey,
            accountKeys: accountKeysOfUser,
            creationDate: "2026-01-01T00:00:00Z",
            organizations: [],
            providers: [],
            providerOrganizations: [],
          },
          folders: [],
          collections: [],
          ciphers,
          policies: [],
          sends: [],
          userDecryption: { MasterPasswordUnlock: unlock },
        },
      ];
    }
    return [404, { message: `the stand-in has no ${where}` }];
  };
}

function cipher(item: { name: string; fields: Field[] }, keys: AccountKeys): unknown {
  return {
    object: "cipherDetails",
    id: randomUUID(),
    type: 2,
    secureNote: { type: 0 },
    name: keys.wrap(item.name),
    fields: item.fields.map(({ name, value, type }) => ({ name: keys.wrap(name), value: keys.wrap(value), type })),
    revisionDate: "2026-01-01T00:00:00Z",
    creationDate: "2026-01-01T00:00:00Z",
    edit: true,
    viewPassword: true,
    permissions: { delete: true, restore: true },
    reprompt: 0,
    collectionIds: [],
  };
}

/** A token the client reads its account from. Signed by nobody: the client does not check, and the stand-in compares. */
function unsignedToken(claims: Record<string, unknown>): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part({ ...claims, nbf: now, exp: now + 3600, iss: "stand-in" })}.${part(0)}`;
}

function selfSigned(folder: string): { certificate: string; key: string } {
  const certificate = path.join(folder, "certificate.pem");
  const key = path.join(folder, "key.pem");
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
      ...["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
    ],
    { stdio: "ignore" },
  );
  return { certificate, key };
}

async function text(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
