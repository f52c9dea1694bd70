import { grpc, type Message, providerMessages as pb, statusMessages } from "./grpc.ts";
import { CloudError } from "./model.ts";
import { toStruct } from "./properties.ts";
import type { Entry } from "./store.ts";

/** A creation that failed after the cloud had given an id: the engine keeps the resource as half-made. */
export class InitError extends CloudError {
  readonly entry: Pick<Entry, "id" | "inputs" | "outputs">;

  constructor(status: number, message: string, entry: Pick<Entry, "id" | "inputs" | "outputs">) {
    super(status, message);
    this.entry = entry;
  }
}

/** An error as the protocol carries it; with the resource's id and properties when there is one. */
export function answer(error: unknown, text: string): { code: number; message: string; metadata?: Message } {
  const plain = { code: grpc.status.UNKNOWN, message: text };
  if (!(error instanceof InitError)) return plain;
  const detail = new pb.ErrorResourceInitFailed();
  detail.setId(error.entry.id);
  detail.setProperties(toStruct(error.entry.outputs));
  detail.setInputs(toStruct(error.entry.inputs));
  detail.setReasonsList([text]);
  const packed = new statusMessages.Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new statusMessages.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(text);
  status.addDetails(packed);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { ...plain, metadata };
}
