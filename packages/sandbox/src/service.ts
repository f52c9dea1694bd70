import { type Connection, type Package, scopeOf } from "./connection.ts";
import { checkInputs } from "./contract/check.ts";
import { functionContract, providerContract } from "./contract/index.ts";
import { difference } from "./diff.ts";
import { Empty, grpc, type Message, providerMessages as pb, pluginMessages } from "./grpc.ts";
import { CloudError } from "./model.ts";
import { lookups } from "./models.ts";
import { autonamed, existing, kept, modelled, planned, resolved, tokenOf, unsupported } from "./planning.ts";
import { fromStruct, type Properties, unknown } from "./properties.ts";
import type { Store } from "./store.ts";
import { checkResponse, diffResponse, message, outgoing } from "./wire.ts";

interface Incoming {
  readonly request: Message;
  getPeer(): string;
}
type Handler = (call: Incoming) => Message;
interface Peer {
  readonly connection: Connection;
  readonly acceptSecrets: boolean;
}

const isUnknown = (value: unknown) => value === unknown;

/**
 * The ResourceProvider service of one package. The engine opens one connection for each configured provider
 * and names it nowhere else, so configuration is kept by connection.
 */
export function providerService(pkg: Package, store: Store): Record<string, unknown> {
  const peers = new Map<string, Peer>();
  const peerOf = (call: Incoming): Peer =>
    peers.get(call.getPeer()) ?? { connection: { package: pkg, config: {} }, acceptSecrets: false };

  const handlers: Record<string, Handler> = {
    ...aboutProvider(pkg, peers),
    check: ({ request }) => {
      const urn: string = request.getUrn();
      const { contract } = modelled(pkg, tokenOf(urn));
      const [olds, given] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const inputs = autonamed(contract, urn, request.getRandomseed_asU8(), olds, given);
      return checkResponse(inputs, checkInputs(contract.inputs, inputs, isUnknown));
    },
    diff: ({ request }) => {
      const { contract, model } = modelled(pkg, tokenOf(request.getUrn()));
      return diffResponse(
        difference(contract, model, fromStruct(request.getOldInputs()), fromStruct(request.getNews())),
      );
    },
    create: (call) => create(pkg, store, call, peerOf(call)),
    read: (call) => read(pkg, store, call, peerOf(call)),
    update: (call) => update(pkg, store, call, peerOf(call)),
    delete: (call) => remove(pkg, store, call, peerOf(call)),
    invoke: (call) => invoke(pkg, store, call, peerOf(call)),
  };
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, unary(pkg, store, name, handler)]),
  );
}

function aboutProvider(pkg: Package, peers: Map<string, Peer>): Record<string, Handler> {
  return {
    getPluginInfo: () => message(pluginMessages.PluginInfo, { Version: providerContract(pkg).version }),
    handshake: () => message(pb.ProviderHandshakeResponse, {}),
    attach: () => new Empty(),
    cancel: () => new Empty(),
    checkConfig: ({ request }) => {
      const { version: _version, pluginDownloadURL: _url, ...given } = fromStruct(request.getNews());
      return checkResponse(
        fromStruct(request.getNews()),
        checkInputs(providerContract(pkg).inputs, fromJsonStrings(given), isUnknown),
      );
    },
    diffConfig: () => message(pb.DiffResponse, { Changes: pb.DiffResponse.DiffChanges.DIFF_NONE }),
    configure: (call) => {
      const connection = { package: pkg, config: fromStruct(call.request.getArgs()) };
      peers.set(call.getPeer(), { connection, acceptSecrets: call.request.getAcceptsecrets() });
      return message(pb.ConfigureResponse, { Supportspreview: true });
    },
  };
}

/** Provider arguments that are not text travel as JSON text. */
function fromJsonStrings(values: Properties): Properties {
  const read = (value: unknown) => {
    if (typeof value !== "string" || !/^(true|false|\d+|[[{].*)$/.test(value)) return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, read(value)]));
}

function create(pkg: Package, store: Store, { request }: Incoming, { connection, acceptSecrets }: Peer): Message {
  const urn: string = request.getUrn();
  const token = tokenOf(urn);
  const { contract, model } = modelled(pkg, token);
  const inputs = fromStruct(request.getProperties());
  if (request.getPreview()) {
    return message(pb.CreateResponse, {
      Properties: outgoing(contract, planned(contract, model, inputs), acceptSecrets),
    });
  }
  return store.transaction(() => {
    const asked = { store, inputs: resolved(inputs), connection };
    model.judge?.(asked);
    const made = model.create(asked);
    const outputs = { ...kept(model, inputs), ...made.outputs };
    store.put({
      token,
      scope: scopeOf(connection),
      id: made.id,
      urn,
      inputs: resolved(inputs),
      outputs,
      seeded: false,
    });
    store.note({ package: pkg, operation: "create", token, urn, id: made.id, result: "ok" });
    return message(pb.CreateResponse, { Id: made.id, Properties: outgoing(contract, outputs, acceptSecrets) });
  });
}

function read(pkg: Package, store: Store, { request }: Incoming, { connection, acceptSecrets }: Peer): Message {
  const token = tokenOf(request.getUrn());
  const { contract } = modelled(pkg, token);
  const entry = store.find(token, scopeOf(connection), request.getId());
  if (!entry) return message(pb.ReadResponse, {});
  return message(pb.ReadResponse, {
    Id: entry.id,
    Properties: outgoing(contract, entry.outputs, acceptSecrets),
    Inputs: outgoing(contract, entry.inputs, false),
  });
}

function update(pkg: Package, store: Store, { request }: Incoming, { connection, acceptSecrets }: Peer): Message {
  const urn: string = request.getUrn();
  const token = tokenOf(urn);
  const { contract, model } = modelled(pkg, token);
  const inputs = fromStruct(request.getNews());
  if (request.getPreview()) {
    const outputs = { ...fromStruct(request.getOlds()), ...kept(model, inputs) };
    return message(pb.UpdateResponse, { Properties: outgoing(contract, outputs, acceptSecrets) });
  }
  return store.transaction(() => {
    const entry = existing(store, token, scopeOf(connection), request.getId());
    const sent = { ...resolved(inputs) };
    for (const name of model.neverSent ?? []) sent[name] = entry.inputs[name];
    const asked = { store, inputs: sent, connection };
    model.judge?.(asked, entry);
    const outputs = model.update?.(asked, entry) ?? {
      ...entry.outputs,
      ...kept(model, sent),
    };
    store.put({ ...entry, urn, inputs: sent, outputs });
    store.note({ package: pkg, operation: "update", token, urn, id: entry.id, result: "ok" });
    return message(pb.UpdateResponse, { Properties: outgoing(contract, outputs, acceptSecrets) });
  });
}

function remove(pkg: Package, store: Store, { request }: Incoming, { connection }: Peer): Message {
  const urn: string = request.getUrn();
  const token = tokenOf(urn);
  const scope = scopeOf(connection);
  const { model } = modelled(pkg, token);
  store.transaction(() => {
    if (!store.find(token, scope, request.getId()) && store.knew(token, scope, request.getId())) return;
    const entry = existing(store, token, scope, request.getId());
    model.remove?.({ store, inputs: entry.inputs, connection }, entry);
    store.remove(token, scope, entry.id);
    store.note({ package: pkg, operation: "delete", token, urn, id: entry.id, result: "ok" });
  });
  return new Empty();
}

function invoke(pkg: Package, store: Store, { request }: Incoming, { connection }: Peer): Message {
  const token: string = request.getTok();
  const contract = functionContract(token);
  const lookup = lookups.get(token);
  if (!contract || !lookup) throw unsupported("function", token, pkg, contract !== undefined);
  const inputs = fromStruct(request.getArgs());
  const failures = checkInputs(contract.inputs, inputs, isUnknown);
  if (failures.length > 0) {
    const list = failures.map(({ path, reason }) => message(pb.CheckFailure, { Property: path, Reason: reason }));
    return message(pb.InvokeResponse, { FailuresList: list });
  }
  const values = lookup.call({ store, inputs, connection });
  return message(pb.InvokeResponse, { Return: outgoing({ secretOutputs: new Set() } as never, values, false) });
}

function unary(pkg: Package, store: Store, operation: string, handler: Handler) {
  return (call: Incoming, done: (error: unknown, response?: Message) => void): void => {
    try {
      done(null, handler(call));
    } catch (error) {
      const urn: string = call.request.getUrn?.() ?? "";
      const status = error instanceof CloudError ? error.status : 500;
      const token = urn ? tokenOf(urn) : (call.request.getTok?.() ?? "");
      store.note({
        package: pkg,
        operation,
        token,
        urn,
        id: call.request.getId?.() ?? "",
        result: `refused ${status}`,
      });
      const text = error instanceof Error ? error.message : String(error);
      done({ code: grpc.status.UNKNOWN, message: `${text} (simulated ${pkg}, status ${status})` });
    }
  };
}
