import { createRequire } from "node:module";
import type { Package } from "../src/connection.ts";
import { grpc, type Message, providerMessages as pb } from "../src/grpc.ts";
import { fromStruct, type Properties, toStruct } from "../src/properties.ts";
import { message } from "../src/wire.ts";

const require = createRequire(import.meta.url);
const { ResourceProviderClient } = createRequire(require.resolve("@pulumi/pulumi"))(
  "@pulumi/pulumi/proto/provider_grpc_pb.js",
);

/** A provider on a loopback port, called over gRPC as the engine does. */
export interface Client {
  create(token: string, inputs: Properties): Promise<{ id: string; outputs: Properties }>;
  update(token: string, id: string, inputs: Properties): Promise<Properties>;
  delete(token: string, id: string): Promise<void>;
  close(): void;
}

/** Connects to one provider. Calls fail when the process behind it goes. */
export function connectTo(ports: Readonly<Record<Package, number>>, pkg: Package): Client {
  const client = new ResourceProviderClient(`127.0.0.1:${ports[pkg]}`, grpc.credentials.createInsecure());
  const ask = (method: string, request: Message): Promise<Message> =>
    new Promise((resolve, reject) => {
      client[method](request, (error: Error | null, answer: Message) => (error ? reject(error) : resolve(answer)));
    });
  const urn = (token: string, name: string) => `urn:pulumi:load::program::${token}::${name}`;
  return {
    create: async (token, inputs) => {
      const Urn = urn(token, String(inputs["name"] ?? inputs["description"]));
      const answer = await ask("create", message(pb.CreateRequest, { Urn, Properties: toStruct(inputs) }));
      return { id: answer.getId(), outputs: fromStruct(answer.getProperties()) };
    },
    update: async (token, id, inputs) => {
      const request = message(pb.UpdateRequest, { Urn: urn(token, id), Id: id, News: toStruct(inputs) });
      return fromStruct((await ask("update", request)).getProperties());
    },
    delete: async (token, id) => {
      await ask("delete", message(pb.DeleteRequest, { Urn: urn(token, id), Id: id }));
    },
    close: () => client.close(),
  };
}
