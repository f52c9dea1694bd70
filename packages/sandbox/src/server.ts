import type { Cloud } from "./cloud.ts";
import { type Package, packages } from "./connection.ts";
import { grpc, ResourceProviderService } from "./grpc.ts";
import { providerService } from "./service.ts";

/** The running provider processes' addresses. */
export interface Server {
  /** Loopback port of each package. */
  readonly ports: Readonly<Record<Package, number>>;
  /** Ends the calls under way and frees the ports. */
  close(): void;
}

const messageLimit = 400 * 1024 * 1024;

/** Serves every package on a loopback port of its own. */
export async function serve(cloud: Cloud): Promise<Server> {
  const servers: { forceShutdown(): void }[] = [];
  const ports = {} as Record<Package, number>;
  for (const pkg of packages) {
    const server = new grpc.Server({
      "grpc.max_receive_message_length": messageLimit,
      "grpc.max_send_message_length": messageLimit,
    });
    server.addService(ResourceProviderService, providerService(pkg, cloud));
    ports[pkg] = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error: Error | null, port: number) =>
        error ? reject(error) : resolve(port),
      );
    });
    servers.push(server);
  }
  return {
    ports,
    close: () => {
      for (const server of servers) server.forceShutdown();
    },
  };
}
