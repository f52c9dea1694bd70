import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { objects, text } from "../../text.ts";
import { regionOf } from "../keystone.ts";
import { fits, single } from "../lookup.ts";
import { here } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { refsOf } from "./container.ts";

const words = (what: string) =>
  [
    `Your query returned no openstack_keymanager_${what}_v1 results. Please change your search criteria and try again.`,
    "Your query returned more than one result. Please try a more specific search criteria.",
  ] as const;

/** A secret with its payload, by name or other features. */
export const getSecret: Lookup = {
  token: "openstack:keymanager/getSecret:getSecret",
  call(call) {
    const { inputs } = call;
    const found = here(call, tokens.secret)
      .map(({ id, outputs }): Properties => ({ ...outputs, id }))
      .filter((values) => fits(inputs, values, ["name", "algorithm", "bitLength", "mode", "secretType"]));
    const one = single(found, ...words("secret"));
    return {
      ...inputs,
      ...pick(one, ["algorithm", "bitLength", "contentTypes", "createdAt", "creatorId", "id", "mode", "name"]),
      ...pick(one, ["secretRef", "secretType", "status", "updatedAt"]),
      acls: [one["acl"]],
      expiration: text(one, "expiration"),
      metadata: one["allMetadata"],
      payload: text(one, "payload"),
      payloadContentEncoding: text(one, "payloadContentEncoding"),
      payloadContentType: text(one, "payloadContentType"),
      region: regionOf(call),
    };
  },
};

/** A container by name. */
export const getContainer: Lookup = {
  token: "openstack:keymanager/getContainer:getContainer",
  call(call: Call) {
    const found = here(call, tokens.secretContainer)
      .map((entry): Properties => ({ ...entry.outputs, id: entry.id, secretRefs: refsOf(call, entry) }))
      .filter((values) => fits(call.inputs, values, ["name"]));
    const one = single(found, ...words("container"));
    return {
      ...pick(one, [
        "consumers",
        "containerRef",
        "createdAt",
        "creatorId",
        "id",
        "name",
        "status",
        "type",
        "updatedAt",
      ]),
      acls: [one["acl"]],
      region: regionOf(call),
      secretRefs: objects(one, "secretRefs"),
    };
  },
};

const pick = (values: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(names.map((name) => [name, values[name]]));
