import { databaseEngines, databaseFlavors, databaseRegions, postgresFlavors, regions } from "@accoreboot/catalogue";
import type { Call } from "../model.ts";
import { networkById, networksOf, subnetById } from "../neutron/networks.ts";
import type { Properties } from "../properties.ts";
import type { Entry } from "../store.ts";
import { objects, refuse, text } from "../text.ts";
import { databaseHabits } from "./database-habits.ts";
import { projectOf } from "./project.ts";

/** Refuses what is not sold together, in one sentence for all of it as the API does. */
export function judgeOffer(call: Call, entry?: Entry): void {
  const { inputs } = call;
  const nodes = objects(inputs, "nodes");
  if (nodes.some((node) => ["networkId", "subnetId", "region"].some((name) => node[name] !== nodes[0]?.[name])))
    refuse(400, "Client::BadRequest", "network_id, subnet_id and region must be the same across nodes");
  const wrong = mismatch(inputs, entry) ?? nodes.map((node) => misplaced(call, node)).find((words) => words);
  if (wrong === undefined) return;
  const words = "no compute matches your expectations";
  const vague = call.has(databaseHabits.noMatchingCompute);
  refuse(404, "Client::NotFound::NoMatchingCompute", vague ? words : `${words}: ${wrong}`);
}

function mismatch(inputs: Properties, entry: Entry | undefined): string | undefined {
  const [engine, plan, name, version] = ["engine", "plan", "flavor", "version"].map((key) => text(inputs, key));
  const offer = databaseEngines[engine as string];
  const sold = offer?.plans[plan as string];
  if (!offer || !sold) return `engine ${engine} has no plan ${plan}`;
  const flavor = (engine === "mongodb" ? databaseFlavors : postgresFlavors)[name as string];
  if (!flavor) return `there is no flavor ${name}`;
  if (flavor.generation !== sold.generation) return `flavor ${name} does not go with plan ${plan}`;
  if (!offer.versions.includes(version as string) && version !== text(entry?.inputs ?? {}, "version"))
    return `engine ${engine} has no version ${version}`;
  const nodes = objects(inputs, "nodes");
  const foreign = nodes.find((node) => !databaseRegions.includes(text(node, "region")));
  if (foreign) return `there are no databases in region ${text(foreign, "region")}`;
  const [least, most] = sold.nodes;
  if (nodes.length < least || nodes.length > most) return `plan ${plan} does not go with ${nodes.length} nodes`;
  return undefined;
}

/** What is wrong with the network of a node: it must be one of the project's, in a region beside the databases'. */
function misplaced(call: Call, node: Properties): string | undefined {
  const [networkId, subnetId] = [text(node, "networkId"), text(node, "subnetId")];
  if (networkId === "" && subnetId === "") return undefined;
  const beside = Object.values(regions).filter(({ database }) => database === node["region"]);
  const project = projectOf(call);
  const place = beside.find(({ compute }) => networkById(call.store, project, compute, networkId)?.external === false);
  if (!place) return `network ${networkId} is not in region ${text(node, "region")}`;
  const subnet = subnetById(call.store, project, place.compute, subnetId);
  return subnet?.networkId === networkId ? undefined : `subnet ${subnetId} is not in network ${networkId}`;
}

/** The nodes with OpenStack's ids, as the service keeps them; refuses the `pn-` id of a network. */
export function placedNodes(call: Call, inputs: Properties): Properties[] {
  return objects(inputs, "nodes").map((node) => {
    const networkId = text(node, "networkId");
    if (!networkId.startsWith("pn-")) return node;
    if (call.has(databaseHabits.pnIdRefused))
      refuse(400, "Client::BadRequest", "networkId must be the network's OpenStack UUID");
    return { ...node, networkId: uuidOf(call, networkId, text(node, "region")) };
  });
}

function uuidOf(call: Call, networkId: string, region: string): string {
  const beside = Object.values(regions).filter(({ database }) => database === region);
  const all = beside.flatMap(({ compute }) => networksOf(call.store, projectOf(call), compute));
  return all.find(({ entry }) => entry?.id === networkId)?.id ?? networkId;
}
