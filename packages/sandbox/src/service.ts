import { type Cloud, callOf } from "./cloud.ts";
import type { Connection, Package } from "./connection.ts";
import { checkInputs } from "./contract/check.ts";
import { withDefaults } from "./contract/defaults.ts";
import { functionContract, providerContract } from "./contract/index.ts";
import { checkResource } from "./contract/resource-check.ts";
import { difference } from "./diff.ts";
import { answer, InitError } from "./failure.ts";
import type { Outcome } from "./faults/outcome.ts";
import { Empty, type Message, providerMessages as pb, pluginMessages } from "./grpc.ts";
import { CloudError, type Model } from "./model.ts";
import { lookups } from "./models.ts";
import { change, look, make, type Subject, sweep, takeDown } from "./operations.ts";
import { autonamed, kept, modelled, planned, tokenOf, unsupported } from "./planning.ts";
import { equal, fromStruct, type Properties, unknown } from "./properties.ts";
import { scopeOf } from "./scope.ts";
import { asOf } from "./stale.ts";
import { checkResponse, diffResponse, message, outgoing } from "./wire.ts";

interface Incoming {
  readonly request: Message;
  getPeer(): string;
}
type Handler = (call: Incoming) => Message | Promise<Message>;
interface Peer {
  readonly connection: Connection;
  readonly acceptSecrets: boolean;
}

/** Variables of a real account are not read here: what they would stand in for has to be given. */
const noEnvironment = {};

const isUnknown = (value: unknown) => value === unknown;

/**
 * The ResourceProvider service of one package. The engine opens one connection for each configured provider
 * and names it nowhere else, so configuration is kept by connection.
 */
export function providerService(pkg: Package, cloud: Cloud): Record<string, unknown> {
  const peers = new Map<string, Peer>();
  const peerOf = (call: Incoming): Peer =>
    peers.get(call.getPeer()) ?? { connection: { package: pkg, config: {} }, acceptSecrets: false };
  const subjectOf = ({ request }: Incoming, { connection }: Peer, operation: string): Subject => {
    const urn: string = request.getUrn();
    const token = tokenOf(urn);
    const fault = cloud.fault({ package: pkg, operation, token, ...retriesOf(connection) });
    const timeout: number = request.getTimeout?.() ?? 0;
    return { cloud, connection, model: modelled(pkg, token).model, urn, timeout, fault };
  };

  /** The inputs before a change: what was asked for, and what exists of inputs that an update may leave as they were. */
  const standing = (call: Incoming, { token, neverSent = {}, mayStay = [] }: Model): Properties => {
    const asked = fromStruct(call.request.getOldInputs());
    const entry = cloud.store.find(token, scopeOf(cloud.store, peerOf(call).connection), call.request.getId());
    const stayed = entry ? [...Object.keys(neverSent), ...mayStay].filter((name) => name in entry.inputs) : [];
    return { ...asked, ...Object.fromEntries(stayed.map((name) => [name, entry?.inputs[name]])) };
  };

  const handlers: Record<string, Handler> = {
    ...aboutProvider(pkg, peers),
    check: ({ request }) => {
      const urn: string = request.getUrn();
      const { contract } = modelled(pkg, tokenOf(urn));
      const [olds, given] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const named = autonamed(contract, urn, request.getRandomseed_asU8(), olds, given);
      const { inputs, names } = withDefaults(contract, named, noEnvironment);
      const defaults = [...(named["__defaults"] as string[]), ...names];
      return checkResponse(
        { ...inputs, __defaults: defaults },
        checkResource(contract, named, isUnknown, noEnvironment),
      );
    },
    diff: (call) => {
      const { request } = call;
      const { contract, model } = modelled(pkg, tokenOf(request.getUrn()));
      return diffResponse(
        difference(
          contract,
          model,
          standing(call, model),
          fromStruct(request.getNews()),
          fromStruct(request.getOlds()),
        ),
      );
    },
    create: async (call) => {
      const { request } = call;
      const peer = peerOf(call);
      const { contract, model } = modelled(pkg, tokenOf(request.getUrn()));
      const inputs = fromStruct(request.getProperties());
      const give = (outputs: Properties, id?: string) =>
        message(pb.CreateResponse, { Id: id, Properties: outgoing(contract, outputs, peer.acceptSecrets) });
      if (request.getPreview()) return give(planned(contract, model, inputs));
      const subject = subjectOf(call, peer, "create");
      const made = await suffering(subject, () => make(subject, inputs));
      return give(made.outputs, made.id);
    },
    read: async (call) => {
      const { request } = call;
      const peer = peerOf(call);
      const subject = subjectOf(call, peer, "read");
      const importing = Object.keys(fromStruct(request.getProperties())).length === 0;
      const found = await suffering(subject, async () => look(subject, request.getId(), importing));
      if (!found || subject.fault?.missing) return message(pb.ReadResponse, {});
      const { contract } = modelled(pkg, subject.model.token);
      return message(pb.ReadResponse, {
        Id: found.id,
        Properties: outgoing(contract, found.outputs, peer.acceptSecrets),
        Inputs: outgoing(contract, found.inputs, false),
      });
    },
    update: async (call) => {
      const { request } = call;
      const peer = peerOf(call);
      const { contract, model } = modelled(pkg, tokenOf(request.getUrn()));
      const inputs = fromStruct(request.getNews());
      const give = (outputs: Properties) =>
        message(pb.UpdateResponse, { Properties: outgoing(contract, outputs, peer.acceptSecrets) });
      if (request.getPreview()) return give({ ...fromStruct(request.getOlds()), ...kept(model, inputs) });
      const subject = subjectOf(call, peer, "update");
      return give((await suffering(subject, () => change(subject, request.getId(), inputs))).outputs);
    },
    delete: async (call) => {
      const subject = subjectOf(call, peerOf(call), "delete");
      await suffering(subject, () => takeDown(subject, call.request.getId()));
      return new Empty();
    },
    invoke: (call) => invoke(pkg, cloud, call, peerOf(call)),
  };
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, unary(pkg, cloud, name, handler)]),
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
    diffConfig: ({ request }) => {
      const [olds, news] = [fromStruct(request.getOldInputs() ?? request.getOlds()), fromStruct(request.getNews())];
      const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
      const changed = names.filter((name) => name !== "version" && !equal(olds[name], news[name]));
      const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
      return message(pb.DiffResponse, { Changes: changed.length > 0 ? DIFF_SOME : DIFF_NONE, DiffsList: changed });
    },
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

const retriesOf = ({ config }: Connection) => (config["maxRetries"] ? { retries: Number(config["maxRetries"]) } : {});

/** Does a piece of work as a fault lets it: late, not at all, or with its answer lost. */
async function suffering<T>({ cloud, fault }: { cloud: Cloud; fault: Outcome | undefined }, work: () => Promise<T>) {
  if (fault?.delay) await cloud.clock.until(cloud.clock.now() + fault.delay * 1000);
  const { error } = fault ?? {};
  if (error && !fault?.works) throw new CloudError(error.status, error.words);
  const done = await work();
  if (!error) return done;
  if (fault?.keepsId) throw new InitError(error.status, error.words, done as never);
  throw new CloudError(error.status, error.words);
}

async function invoke(pkg: Package, cloud: Cloud, { request }: Incoming, { connection }: Peer): Promise<Message> {
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
  const fault = cloud.fault({ package: pkg, operation: "lookup", token, ...retriesOf(connection) });
  const values = await suffering({ cloud, fault }, async () => {
    sweep(cloud);
    return lookup.call(callOf(cloud, connection, inputs, undefined, asOf(cloud, fault?.staleSeconds)));
  });
  return message(pb.InvokeResponse, { Return: outgoing({ secretOutputs: new Set() } as never, values, false) });
}

function unary(pkg: Package, cloud: Cloud, operation: string, handler: Handler) {
  return async (call: Incoming, done: (error: unknown, response?: Message) => void): Promise<void> => {
    try {
      done(null, await handler(call));
    } catch (error) {
      const { request } = call;
      const urn: string = request.getUrn?.() ?? "";
      const status = error instanceof CloudError ? error.status : 500;
      const token = urn ? tokenOf(urn) : (request.getTok?.() ?? "");
      const at = cloud.store.open ? cloud.clock.now() : 0;
      const id: string = request.getId?.() ?? "";
      if (cloud.store.open)
        cloud.store.note({ at, package: pkg, operation, token, urn, id, result: `refused ${status}` });
      const text = error instanceof Error ? error.message : String(error);
      done(answer(error, `${text} (simulated ${pkg}, status ${status})`));
    }
  };
}
