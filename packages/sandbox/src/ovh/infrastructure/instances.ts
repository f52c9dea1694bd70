import type { Properties } from "../../properties.ts";
import type { Entry, Things } from "../../store.ts";
import { object, text } from "../../text.ts";
import type { Volume } from "../v2/volumes.ts";
import { volumesAt } from "../v2/volumes.ts";
import { infraTokens } from "./tokens.ts";

const tokens = [infraTokens.instance, "ovh:index/cloudInstance:CloudInstance", "openstack:compute/instance:Instance"];

/** The instances of a project, whichever API made them; of one region when given. */
export function instancesOf(store: Things, project: string, region?: string): Entry[] {
  return tokens
    .flatMap((token) => store.entries(token))
    .filter(({ scope, inputs }) => (scope || inputs["serviceName"]) === project)
    .filter((entry) => region === undefined || regionOfInstance(entry) === region);
}

export const regionOfInstance = ({ inputs, outputs }: Entry): string =>
  text(outputs, "region") || text(inputs, "region");

/** Instances that a volume is attached to, an Instance of the older API that boots from it or was given to it too. */
export function attachedTo(store: Things, { id, holders, entry }: Volume): string[] {
  const booted = store
    .entries(infraTokens.instance)
    .filter(({ inputs }) => object(inputs, "bootFrom")["volumeId"] === id);
  const given = entry.token === infraTokens.volume ? text(entry.inputs, "instanceId") : "";
  return [...new Set([...holders, ...booted.map((one) => one.id), given].filter(Boolean))];
}

/** Volumes of an instance, as the older API lists them. */
export const volumesOf = (store: Things, instance: Entry): Properties[] =>
  volumesAt(store, text(instance.inputs, "serviceName") || instance.scope, regionOfInstance(instance))
    .filter((volume) => attachedTo(store, volume).includes(instance.id))
    .map(({ id }) => ({ id }));
