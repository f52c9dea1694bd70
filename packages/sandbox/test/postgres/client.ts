/** What the tests of the servers share: a client as users have one, and clusters to ask for. */
import { connect } from "node:net";
import pg from "pg";
import type { PgCluster } from "../../src/postgres/index.ts";

/** A private database of a 10.0.0.0/24 subnet, with the administrator and a user. */
export const clusterAt = (port: number, more: Partial<PgCluster> = {}): PgCluster => ({
  id: "5f3c2a10-aaaa-4bbb-8ccc-0123456789ab",
  version: "17",
  port,
  users: [
    { name: "avnadmin", password: "adm/in:pä@ss", replication: true },
    { name: "app", password: "first", replication: false },
  ],
  databases: ["app"],
  allowed: ["10.0.0.0/24"],
  clientAddress: "10.0.0.2",
  ...more,
});

/** The connection string as ManagedTimescalePg prints it. */
export function connectionString(cluster: PgCluster, user: string, database: string, port = cluster.port): string {
  const { password = "" } = cluster.users.find(({ name }) => name === user) ?? {};
  const [u, p, d] = [user, password, database].map(encodeURIComponent);
  return `postgresql://${u}:${p}@127.0.0.1:${port}/${d}?sslmode=require`;
}

/** A client that reads `require` as libpq does; left to itself `pg` makes it `verify-full`. */
export async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url.replace("sslmode=require", "uselibpqcompat=true&$&") });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Rows of the last statement. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = await connected(url);
  try {
    const results = [await client.query(text)].flat();
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

/** The first a port answers to these bytes; empty when it hangs up instead. */
export function answer(port: number, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("error", () => {});
    socket.once("close", () => resolve(Buffer.alloc(0)));
    socket.once("data", (chunk) => {
      resolve(chunk);
      socket.destroy();
    });
  });
}

/** The eight bytes that ask for TLS. */
export const sslRequest = Buffer.from("0000000804d2162f", "hex");
