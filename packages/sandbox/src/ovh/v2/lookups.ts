import type { PropertyType } from "../../contract/index.ts";
import { functionContract } from "../../contract/index.ts";
import type { Call, Lookup, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { object, text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { defaultGroup } from "./default-group.ts";
import { seen } from "./envelope.ts";
import { shownRegions } from "./quota-state.ts";
import { v2Tokens } from "./tokens.ts";

/** A resource type with the function that shows one of it, and the one that lists all. */
interface Pair {
  readonly of: string;
  readonly one: string;
  readonly all: string;
  /** Output of the second that holds them. */
  readonly list: string;
  /** Argument of the first that holds the id; `id` when omitted. */
  readonly key?: string;
  /** Things that are there without anybody having made them. */
  also?(call: Call): Properties[];
}

const pair = (of: string, one: string, list: string, more: Partial<Pair> = {}): Pair => ({
  of,
  one: `getCloud${one}`,
  all: `getCloud${one}s`,
  list,
  ...more,
});

const pairs: readonly Pair[] = [
  pair(v2Tokens.instance, "Instance", "instances"),
  pair(v2Tokens.instanceGroup, "InstanceGroup", "instanceGroups"),
  pair(v2Tokens.securityGroup, "SecurityGroup", "securityGroups", {
    also: (call) => shownRegions().map((region) => defaultGroup(call, region)),
  }),
  pair(v2Tokens.network, "NetworkPrivateVrack", "networks"),
  pair(v2Tokens.subnet, "NetworkPrivateVrackSubnet", "subnets"),
  pair(v2Tokens.gateway, "Gateway", "gateways"),
  pair(v2Tokens.floatingIp, "FloatingIp", "floatingIps"),
  pair(v2Tokens.volume, "StorageBlockVolume", "volumes"),
  pair(v2Tokens.volumeSnapshot, "StorageBlockVolumeSnapshot", "snapshots"),
  pair(v2Tokens.volumeBackup, "StorageBlockVolumeBackup", "backups"),
  pair(v2Tokens.share, "StorageFileShare", "fileShares"),
  pair(v2Tokens.shareAcl, "StorageFileShareAcl", "shareAcls"),
  pair(v2Tokens.shareNetwork, "StorageFileShareNetwork", "shareNetworks"),
  pair(v2Tokens.shareSnapshot, "StorageFileShareSnapshot", "shareSnapshots"),
  pair(v2Tokens.secret, "KeyManagerSecret", "secrets", { key: "secretId" }),
  pair(v2Tokens.container, "KeyManagerContainer", "containers", { key: "containerId" }),
  pair(v2Tokens.secretConsumer, "KeyManagerSecretConsumer", "consumers", { key: "consumerId" }),
  pair(v2Tokens.containerConsumer, "KeyManagerContainerConsumer", "consumers", { key: "consumerId" }),
];

export const functionToken = (name: string): string => `ovh:index/${name}:${name}`;

/** The functions that show or list resources of the API v2. */
export function lookupsOf(models: readonly Model[]): Lookup[] {
  return pairs.flatMap((pair) => {
    const model = models.find(({ token }) => token === pair.of);
    return model ? [one(pair, model), all(pair, model)] : [];
  });
}

function one({ of, one: name, key = "id", also }: Pair, model: Model): Lookup {
  const token = functionToken(name);
  return {
    token,
    call(call) {
      projectOf(call);
      const wanted = text(call.inputs, key);
      const { [key]: _id, ...filters } = call.inputs;
      const entry = matching(call, of, filters).find(({ id }) => id === wanted);
      const thing = entry ? shown(call, model, entry) : also?.(call).find(({ id }) => id === wanted);
      if (!thing) absent(`${of.split(":").at(-1)} ${wanted} not found`);
      return fitting(functionContract(token)?.outputs ?? {}, { ...thing, ...call.inputs });
    },
  };
}

function all({ of, all: name, list, also }: Pair, model: Model): Lookup {
  const token = functionToken(name);
  return {
    token,
    call(call) {
      const project = projectOf(call);
      const things = matching(call, of, call.inputs).map((entry) => shown(call, model, entry));
      const listed = [...things, ...(also?.(call) ?? [])].map((thing) => withoutShares(of, thing));
      const fields = fieldsOf(functionContract(token)?.outputs[list]?.type);
      return { ...call.inputs, id: project, [list]: listed.map((thing) => fitting(fields, thing)) };
    },
  };
}

/** Things that every argument fits: their own, or the region that they show. */
function matching({ store }: Call, token: string, filters: Properties): Entry[] {
  const asked = Object.entries(filters).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return store.entries(token).filter(({ inputs }) => asked.every(([name, value]) => inputs[name] === value));
}

/** A thing with everything that a function may show of it at its top. */
function shown(call: Call, model: Model, entry: Entry): Properties {
  const thing = seen(call, model, entry);
  const state = object(thing, "currentState");
  return { ...state, ...thing, consumerId: entry.id };
}

/** The API derives an instance's shares only when one instance is asked for. */
function withoutShares(token: string, thing: Properties): Properties {
  if (token !== v2Tokens.instance) return thing;
  return { ...thing, currentState: { ...object(thing, "currentState"), shares: [] } };
}

const fieldsOf = (type: PropertyType | undefined): object => type?.items?.fields ?? {};

/** What a contract has a place for. */
function fitting(fields: object, values: Properties): Properties {
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(fields, name)));
}
