import { connect, type Socket } from "node:net";
import { errorOf, Frames, frame, rowOf, startup } from "./wire.ts";

/** Whom to connect as, and where. */
export interface Login {
  /** Path of the server's socket. */
  readonly socket: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** What the server answered instead. */
export class SqlError extends Error {
  /** SQLSTATE, or the code of a system error. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Rows = (string | null)[][];

interface Waiting {
  readonly rows: Rows;
  error?: SqlError;
  resolve(rows: Rows): void;
  reject(error: Error): void;
}

/** A connection over the server's own socket, for our few statements; one statement at a time. */
export class Client {
  readonly #socket: Socket;
  readonly #password: string;
  #waiting: Waiting | undefined;

  private constructor(login: Login) {
    this.#password = login.password;
    this.#socket = connect(login.socket);
    const frames = new Frames();
    this.#socket.on("data", (chunk) => {
      for (const { kind, body } of frames.push(chunk)) this.#take(kind, body);
    });
    this.#socket.on("error", (error: NodeJS.ErrnoException) => this.#fail(error.code ?? "", error.message));
    this.#socket.on("close", () => this.#fail("08006", "the server closed the connection"));
  }

  static async connect(login: Login): Promise<Client> {
    const client = new Client(login);
    try {
      await client.#ask(startup({ user: login.user, database: login.database, client_encoding: "UTF8" }));
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /** Rows as text. Several statements in one call are one transaction. */
  query(sql: string): Promise<Rows> {
    return this.#ask(frame("Q", `${sql}\0`));
  }

  close(): void {
    this.#socket.destroy();
  }

  #ask(message: Buffer): Promise<Rows> {
    return new Promise((resolve, reject) => {
      this.#waiting = { rows: [], resolve, reject };
      this.#socket.write(message);
    });
  }

  #take(kind: string, body: Buffer): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    if (kind === "R") this.#authenticate(body.readInt32BE(0));
    else if (kind === "D") waiting.rows.push(rowOf(body));
    else if (kind === "E") {
      const { code, message } = errorOf(body);
      waiting.error = new SqlError(code, message);
    } else if (kind === "Z") {
      this.#waiting = undefined;
      if (waiting.error) waiting.reject(waiting.error);
      else waiting.resolve(waiting.rows);
    }
  }

  /** The administrator's line in pg_hba.conf asks for the password as it is: the socket leaves no machine. */
  #authenticate(method: number): void {
    if (method === 3) this.#socket.write(frame("p", `${this.#password}\0`));
    else if (method !== 0) this.#fail("28000", `unexpected authentication method ${method}`);
  }

  #fail(code: string, message: string): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(waiting.error ?? new SqlError(code, message));
  }
}

/** Connects, does the work, and disconnects. */
export async function withClient<T>(login: Login, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await Client.connect(login);
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

/** A name in a statement. */
export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A text in a statement; `standard_conforming_strings` is on. */
export const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;
