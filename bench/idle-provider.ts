import { createRequire } from "node:module";

// biome-ignore lint/suspicious/noExplicitAny: generated stubs without complete typings
type Stub = any;
const require = createRequire(import.meta.url);
const ofPulumi = createRequire(require.resolve("@pulumi/pulumi"));
const grpc: Stub = ofPulumi("@grpc/grpc-js");
const pb: Stub = ofPulumi("@pulumi/pulumi/proto/provider_pb.js");
const plugin: Stub = ofPulumi("@pulumi/pulumi/proto/plugin_pb.js");
const { ResourceProviderService }: Stub = ofPulumi("@pulumi/pulumi/proto/provider_grpc_pb.js");
const { Empty }: Stub = ofPulumi("google-protobuf/google/protobuf/empty_pb.js");

/** A provider that does nothing: it checks nothing, keeps nothing, and answers at once. */
export async function idleProvider(): Promise<{ port: number; close(): void }> {
  let made = 0;
  const answers: Record<string, (request: Stub) => Stub> = {
    getPluginInfo: () => filled(new plugin.PluginInfo(), { Version: "1.0.0" }),
    handshake: () => new pb.ProviderHandshakeResponse(),
    attach: () => new Empty(),
    cancel: () => new Empty(),
    checkConfig: (request) => filled(new pb.CheckResponse(), { Inputs: request.getNews() }),
    diffConfig: () => new pb.DiffResponse(),
    configure: () => filled(new pb.ConfigureResponse(), { Supportspreview: true }),
    check: (request) => filled(new pb.CheckResponse(), { Inputs: request.getNews() }),
    diff: () => filled(new pb.DiffResponse(), { Changes: 1 }),
    create: (request) => filled(new pb.CreateResponse(), { Id: String(++made), Properties: request.getProperties() }),
    read: (request) => filled(new pb.ReadResponse(), { Id: request.getId(), Properties: request.getProperties() }),
    update: (request) => filled(new pb.UpdateResponse(), { Properties: request.getNews() }),
    delete: () => new Empty(),
  };
  const handlers = Object.entries(answers).map(([name, answer]) => [
    name,
    ({ request }: Stub, done: (error: null, response: Stub) => void) => done(null, answer(request)),
  ]);
  const server = new grpc.Server();
  server.addService(ResourceProviderService, Object.fromEntries(handlers));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error: Error | null, bound: number) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, close: () => server.forceShutdown() };
}

function filled(message: Stub, fields: Readonly<Record<string, unknown>>): Stub {
  for (const [name, value] of Object.entries(fields)) message[`set${name}`](value);
  return message;
}
