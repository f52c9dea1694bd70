import { type Cidr, contains, overlaps, parseCidr } from "@accoreboot/core";
import type { Call, Model } from "../../model.ts";
import { written } from "../../neutron/addresses.ts";
import type { Entry } from "../../store.ts";
import { list, stamp, text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { oneOf, refuse } from "../refusal.ts";
import { at, here, projectQuota, resource, sameMembers, tagsOf } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { allowedOwner, disallowed } from "./policy.ts";

/** A set of address blocks, within which subnets of the pools under it do not overlap. */
export const addressScope: Model = resource({
  token: tokens.addressScope,
  service: "network",
  immediate: "a record in Neutron's database, there when the call answers",
  unlimited: projectQuota,
  heldBy: [tokens.subnetPool],
  judge(call) {
    allowedOwner(call, "create_address_scope");
    oneOf("ip_version", call.inputs["ipVersion"], ["4", "6"]);
    if (call.inputs["shared"] === true) disallowed("create_address_scope", "shared");
  },
  shown: (call) => ({ ipVersion: call.inputs["ipVersion"] ?? 4, projectId: tenantOf(call), shared: false }),
});

/** Blocks from which subnets take theirs. */
export const subnetPool: Model = resource({
  token: tokens.subnetPool,
  insists: 10,
  service: "network",
  immediate: "a record in Neutron's database, there when the call answers",
  unlimited: projectQuota,
  heldBy: [tokens.subnet],
  same: { prefixes: sameMembers, tags: sameMembers },
  judge(call, entry) {
    const { inputs } = call;
    allowedOwner(call, "create_subnetpool");
    for (const name of ["shared", "isDefault"]) {
      if (inputs[name] === true) disallowed("create_subnetpool", name === "shared" ? "shared" : "is_default");
    }
    const blocks = list(inputs, "prefixes").map((prefix) => parseCidr(String(prefix)));
    if (blocks.length === 0 || blocks.some((block) => block === undefined))
      refuse(
        400,
        `Invalid input for prefixes. Reason: '${list(inputs, "prefixes").join(", ")}' is not a valid IP subnet.`,
      );
    if (new Set(blocks.map((block) => block?.family)).size > 1)
      refuse(400, "Illegal subnetpool update: prefixes of mixed IP versions.");
    const scope = text(inputs, "addressScopeId");
    if (scope !== "" && !at(call, tokens.addressScope, scope))
      refuse(404, `Address scope ${scope} could not be found.`);
    const gone = list(entry?.inputs ?? {}, "prefixes").find((prefix) => !list(inputs, "prefixes").includes(prefix));
    if (gone !== undefined)
      refuse(400, `Illegal subnetpool prefix update : Existing prefixes must be a subset of the new prefixes.`);
  },
  shown(call, before) {
    const { inputs } = call;
    const prefixes = list(inputs, "prefixes").map(String);
    const version = parseCidr(prefixes[0] ?? "")?.family ?? 4;
    return {
      addressScopeId: text(inputs, "addressScopeId"),
      allTags: tagsOf(inputs),
      createdAt: before?.outputs["createdAt"] ?? stamp(call),
      defaultPrefixlen: inputs["defaultPrefixlen"] ?? inputs["minPrefixlen"] ?? (version === 4 ? 8 : 64),
      defaultQuota: inputs["defaultQuota"] ?? 0,
      description: text(inputs, "description"),
      ipVersion: version,
      isDefault: false,
      maxPrefixlen: inputs["maxPrefixlen"] ?? (version === 4 ? 32 : 128),
      minPrefixlen: inputs["minPrefixlen"] ?? (version === 4 ? 8 : 64),
      projectId: tenantOf(call),
      revisionNumber: Number(before?.outputs["revisionNumber"] ?? -1) + 1,
      shared: false,
      updatedAt: stamp(call),
    };
  },
});

/** The next free block of the pool that a subnet names, of the length that it asks for. */
export function blockFromPool(call: Call): string {
  const id = text(call.inputs, "subnetpoolId");
  const pool = at(call, tokens.subnetPool, id) ?? refuse(404, `Subnet pool ${id} could not be found.`);
  const length = Number(call.inputs["prefixLength"] ?? pool.outputs["defaultPrefixlen"]);
  const [min, max] = [Number(pool.outputs["minPrefixlen"]), Number(pool.outputs["maxPrefixlen"])];
  if (length < min)
    refuse(400, `Unable to allocate subnet with prefix length ${length}, minimum allowed prefix is ${min}.`);
  if (length > max)
    refuse(400, `Unable to allocate subnet with prefix length ${length}, maximum allowed prefix is ${max}.`);
  const taken = here(call, tokens.subnet).filter(({ inputs }) => inputs["subnetpoolId"] === id);
  for (const prefix of list(pool.inputs, "prefixes").map(String)) {
    const found = firstFree(parseCidr(prefix) as Cidr, length, taken);
    if (found) return found;
  }
  return refuse(409, `Failed to allocate subnet: Insufficient prefix space to allocate subnet size /${length}.`);
}

function firstFree(block: Cidr, length: number, taken: readonly Entry[]): string | undefined {
  const size = 1n << BigInt((block.family === 4 ? 32 : 128) - length);
  const held = taken.map(({ outputs }) => parseCidr(text(outputs, "cidr")) as Cidr);
  for (let first = block.first; first + size - 1n <= block.last; first += size) {
    const candidate: Cidr = { ...block, first, last: first + size - 1n, prefix: length };
    if (contains(block, candidate) && !held.some((one) => overlaps(one, candidate)))
      return `${written(block.family, first)}/${length}`;
  }
  return undefined;
}
