/** Where resources carry tags: maps of names and texts, and lists of `name=value` or `name:value`. */
import { at, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";

/** Properties by type token. */
export const mapTypes: ReadonlyMap<string, string> = new Map([
  ["ovh:CloudProject/storage:Storage", "tags"],
  ["openstack:compute/instance:Instance", "metadata"],
  ["openstack:blockstorage/volume:Volume", "metadata"],
  ["openstack:objectstorage/container:Container", "metadata"],
]);

/** Types whose only tags are a list. */
export const listTypes: readonly string[] = [
  ...["network", "subnet", "port", "router", "secGroup", "floatingIp", "trunk"].map(
    (name) => `openstack:networking/${name}:${name[0]?.toUpperCase()}${name.slice(1)}`,
  ),
  "openstack:loadbalancer/loadBalancer:LoadBalancer",
  "openstack:loadbalancer/listener:Listener",
];

/** Members of the list of tags; what is no list, or one too long, stands for itself. */
export function tagList(view: View): View[] {
  const list = at(view, "tags");
  if (list.kind === "absent") return [];
  return membersWithin(list) ?? [list];
}

/** What a tag of a list says under that name, if it has it. */
export const tagValue = (tag: string, name: string) =>
  tag.startsWith(`${name}=`) || tag.startsWith(`${name}:`) ? tag.slice(name.length + 1) : undefined;
