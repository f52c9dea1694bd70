import { connect, createServer, type Server, type Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import { contains, parseCidr } from "@accoreboot/core";
import { fatal, startCodes, startupParameters } from "./wire.ts";

/** What stands behind a relay; read anew for every connection. */
export interface Behind {
  /** Path of the server's socket. */
  readonly socket: string;
  /** CIDR blocks that may connect now. */
  readonly allowed: readonly string[];
  readonly tls: SecureContext;
  /** True where the server lets TLS begin without a request in the clear: PostgreSQL 17 and above. */
  readonly directTls: boolean;
}

/** True when a client of that address may connect. Nothing is allowed by an empty list (ovh-facts 1.6). */
export function admits(allowed: readonly string[], address: string): boolean {
  const client = parseCidr(address);
  return client !== undefined && allowed.some((text) => within(text, client));
}

function within(text: string, client: NonNullable<ReturnType<typeof parseCidr>>): boolean {
  const block = parseCidr(text);
  return block !== undefined && contains(block, client);
}

/** How long a client may take to say how it wants to talk, as PostgreSQL's authentication_timeout. */
const greetingMs = 60_000;
/** PostgreSQL's own bound for a first message. */
const longestStartup = 10_000;

/**
 * A port of 127.0.0.1 that stands for a database endpoint. Where its clients are taken to come from an address outside
 * the allowed ranges, they are cut off before a byte is read; others get TLS, and refusals where they ask for none. The
 * server behind it listens on a socket file only, so nobody can pass it by.
 */
export class Relay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(address: () => string, behind: () => Behind) {
    this.#server = createServer((socket) => {
      const now = behind();
      if (!admits(now.allowed, address())) {
        socket.resetAndDestroy();
        return;
      }
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
      socket.on("error", () => socket.destroy());
      const patience = setTimeout(() => socket.destroy(), greetingMs);
      greet(socket, address(), now)
        .catch(() => socket.destroy())
        .finally(() => clearTimeout(patience));
    });
  }

  static async listen(port: number, address: () => string, behind: () => Behind): Promise<Relay> {
    const relay = new Relay(address, behind);
    await new Promise<void>((resolve, reject) => {
      relay.#server.once("error", reject);
      relay.#server.listen(port, "127.0.0.1", resolve);
    });
    return relay;
  }

  get port(): number {
    const at = this.#server.address();
    return at !== null && typeof at === "object" ? at.port : 0;
  }

  /** Cuts off every client and frees the port. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

/** Reads what the client begins with, up to its first message or TLS. */
async function greet(socket: Socket, address: string, behind: Behind): Promise<void> {
  for (;;) {
    const head = await read(socket, 8);
    if (head[0] === 0x16) {
      if (!behind.directTls) throw new Error("this major knows no direct TLS");
      socket.unshift(head);
      return secure(socket, behind);
    }
    const [length, code] = [head.readUInt32BE(0), head.readUInt32BE(4)];
    if (code === startCodes.gss) socket.write("N");
    else if (code === startCodes.ssl) {
      // What came along in the clear could be slipped in by somebody else: PostgreSQL hangs up as well.
      if (socket.readableLength > 0) throw new Error("data before TLS");
      socket.write("S");
      return secure(socket, behind);
    } else if (code === startCodes.cancel) {
      socket.unshift(head);
      return join(socket, behind);
    } else return refuseClear(socket, address, await read(socket, Math.min(length, longestStartup) - 8));
  }
}

function secure(socket: Socket, behind: Behind): void {
  join(new TLSSocket(socket, { isServer: true, secureContext: behind.tls, ALPNProtocols: ["postgresql"] }), behind);
}

/** Hands the connection to the server, both ways. */
function join(client: Socket, { socket: path }: Behind): void {
  const server = connect(path);
  client.on("error", () => server.destroy());
  client.once("close", () => server.destroy());
  server.on("error", () => client.destroy());
  server.once("close", () => client.destroySoon());
  client.pipe(server);
  server.pipe(client);
}

/** The service takes TLS only (`sslMode` "require", ovh-facts 1.9), and PostgreSQL says so in these words. */
function refuseClear(socket: Socket, address: string, message: Buffer): void {
  const { user = "", database = user } = startupParameters(message);
  const words = `no pg_hba.conf entry for host "${address}", user "${user}", database "${database}", no encryption`;
  socket.end(fatal("28000", words));
}

/** That many bytes; the rest stays in the socket. */
async function read(socket: Socket, bytes: number): Promise<Buffer> {
  for (;;) {
    const chunk: Buffer | null = socket.read(bytes);
    if (chunk?.length === bytes) return chunk;
    await new Promise<void>((resolve, reject) => {
      const ended = () => reject(new Error("the client hung up"));
      const more = () => {
        socket.off("close", ended);
        resolve();
      };
      if (socket.destroyed || socket.readableEnded) ended();
      socket.once("close", ended);
      socket.once("readable", more);
    });
  }
}
