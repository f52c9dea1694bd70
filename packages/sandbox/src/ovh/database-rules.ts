import { postgresFlavors, postgresPlans, postgresVersions, regions } from "@accoreboot/catalogue";
import { parseCidr } from "@accoreboot/core";
import type { Properties } from "../properties.ts";
import { list, objects, refuse, text } from "../text.ts";

/** Refuses what the service does not sell or does not understand, and on an update a step backwards. */
export function judgeDatabase(inputs: Properties, before?: Properties): void {
  offered(inputs);
  for (const { ip } of objects(inputs, "ipRestrictions") as { ip?: string }[]) {
    if (!ip?.includes("/") || !parseCidr(ip)) bad("ipRestrictions holds what is not a CIDR block");
  }
  foreignArguments(inputs);
  diskSize(inputs);
  backups(inputs);
  for (const name of ["backupTime", "maintenanceTime"]) {
    const time = inputs[name];
    if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(String(time)))
      bad(`${name} ${String(time)} is not a time of day as HH:MM:SS`);
  }
  if (before) forwards(inputs, before);
}

/** One message for every combination that is not sold, as the API has it. */
function offered(inputs: Properties): void {
  if (inputs["engine"] !== "postgresql")
    refuse(501, "Sandbox::NotModelled", `engine ${text(inputs, "engine")} is not modelled`);
  const plan = postgresPlans[text(inputs, "plan")];
  const nodes = objects(inputs, "nodes");
  const sold =
    plan &&
    postgresFlavors[text(inputs, "flavor")]?.generation === plan.generation &&
    nodes.length === plan.nodes &&
    postgresVersions.some((version) => version === String(inputs["version"])) &&
    nodes.every((node) => isDatabaseRegion(node["region"]));
  if (!sold) refuse(404, "Client::NotFound::NoMatchingCompute", "no compute matches your expectations");
}

const isDatabaseRegion = (name: unknown) => Object.values(regions).some(({ database }) => database === name);

function foreignArguments(inputs: Properties): void {
  const foreign = Object.keys(inputs).find((name) => /^(kafka|opensearch)/.test(name) && inputs[name] !== undefined);
  if (foreign) bad(`${foreign} is not an argument of engine postgresql`);
}

function diskSize(inputs: Properties): void {
  if (inputs["diskSize"] === undefined) return;
  const size = Number(inputs["diskSize"]);
  const flavor = text(inputs, "flavor");
  const { diskGb = 0, maxDiskGb } = postgresFlavors[flavor] ?? {};
  if (!Number.isInteger(size) || size < diskGb) bad(`diskSize ${size} is below the ${diskGb} GB of flavor ${flavor}`);
  if (maxDiskGb !== undefined && size > maxDiskGb)
    bad(`diskSize ${size} is above the ${maxDiskGb} GB of flavor ${flavor}`);
}

function backups(inputs: Properties): void {
  if (inputs["backupRegions"] === undefined) return;
  const names = list(inputs, "backupRegions");
  const foreign = names.find((name) => !isDatabaseRegion(name));
  if (foreign !== undefined) bad(`unknown backup region ${String(foreign)}`);
  if (names.length < 1 || names.length > 2 || new Set(names).size < names.length)
    bad("backupRegions takes one region or two different ones");
  if (!names.includes(objects(inputs, "nodes")[0]?.["region"])) bad("backupRegions lacks the region of the nodes");
}

function forwards(inputs: Properties, before: Properties): void {
  const [version, older] = [inputs, before].map((values) => Number(values["version"])) as [number, number];
  if (version < older) bad(`version cannot go down from ${older} to ${version}`);
  if (rank(inputs) < rank(before)) bad(`plan cannot go down from ${text(before, "plan")} to ${text(inputs, "plan")}`);
}

/** Plans in the catalogue's order: by generation, then by number of nodes. */
function rank(inputs: Properties): number {
  const plan = postgresPlans[text(inputs, "plan")];
  return plan ? plan.generation * 10 + plan.nodes : 0;
}

function bad(words: string): never {
  return refuse(400, "Client::BadRequest", words);
}
