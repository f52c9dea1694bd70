import { iamPermissionsGroups } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { stamp, text } from "../../text.ts";
import { account } from "./account.ts";
import { bad, conflict } from "./refusals.ts";
import { relaid } from "./relaid.ts";

export const policyToken = "ovh:Iam/policy:Policy";
export const permissionsGroupToken = "ovh:Iam/permissionsGroup:PermissionsGroup";
export const resourceGroupToken = "ovh:Iam/resourceGroup:ResourceGroup";

/** URN of a permissions group that OVHcloud keeps. */
export const ownGroupUrn = (name: string) => `urn:v1:${account.plate}:permissionsGroup:ovh:${name}`;

/** Whether a URN names a permissions group that OVHcloud keeps. */
export const isOwnGroup = (urn: string) => Object.keys(iamPermissionsGroups).some((name) => ownGroupUrn(name) === urn);

/** What policies and groups show of their making. */
export const owned = (call: Call): Properties => ({ owner: account.nichandle, createdAt: stamp(call), updatedAt: "" });

/** Outputs after a change. */
export function touched(call: Call, entry: Entry): Properties {
  return { ...relaid(entry, call.inputs), updatedAt: stamp(call) };
}

/** Refuses a name that another of the kind has. */
export function freeName({ store, inputs }: Call, token: string, self?: Entry): void {
  const name = text(inputs, "name");
  if (name === "") bad('"name" is missing');
  const taken = store.entries(token).some((entry) => entry.id !== self?.id && entry.inputs["name"] === name);
  if (taken) conflict(`name ${name} is already used`);
}
