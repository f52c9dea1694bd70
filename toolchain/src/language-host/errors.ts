import { grpc } from "./stubs.ts";

/** A refusal the engine shows as it stands. `code` is a gRPC status code. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = "Refusal";
    this.code = code;
  }
}

/** Something that must be there first is missing, such as an installed SDK. */
export const missing = (message: string) => new Refusal(grpc.status.FAILED_PRECONDITION, message);

/** What an error says to the engine: a refusal keeps its code, everything else is our fault and says what happened. */
export function asStatus(error: unknown): { code: number; details: string } {
  if (error instanceof Refusal) return { code: error.code, details: error.message };
  return {
    code: grpc.status.INTERNAL,
    details: `Node.js language host: ${error instanceof Error ? error.stack : error}`,
  };
}
