import { databaseEngines, databaseFlavors, databaseRegions } from "@accoreboot/catalogue";
import { parseCidr } from "@accoreboot/core";
import type { Properties } from "../properties.ts";
import { list, object, objects, text } from "../text.ts";
import { judgeParameters } from "./database-parameters.ts";
import { bad } from "./refusals.ts";

/** Refuses what the service does not understand, and on an update a step backwards. */
export function judgeSettings(inputs: Properties, before?: Properties): void {
  for (const { ip } of objects(inputs, "ipRestrictions") as { ip?: string }[]) {
    if (!ip?.includes("/") || !parseCidr(ip)) bad("ipRestrictions holds what is not a CIDR block");
  }
  foreignArguments(inputs);
  diskSize(inputs);
  backups(inputs, before);
  for (const name of ["backupTime", "maintenanceTime"]) {
    const time = inputs[name];
    if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(String(time)))
      bad(`${name} ${String(time)} is not a time of day as HH:MM:SS`);
  }
  if (text(inputs, "engine") === "postgresql") judgeParameters(object(inputs, "advancedConfiguration"));
  if (before) forwards(inputs, before);
}

/** Arguments of one engine only. */
function foreignArguments(inputs: Properties): void {
  const engine = text(inputs, "engine");
  const foreign = Object.keys(inputs).find(
    (name) => /^(kafka|opensearch)[A-Z]/.test(name) && !name.startsWith(engine) && inputs[name] !== undefined,
  );
  if (foreign) bad(`${foreign} is not an argument of engine ${engine}`);
}

function diskSize(inputs: Properties): void {
  if (inputs["diskSize"] === undefined) return;
  const size = Number(inputs["diskSize"]);
  const flavor = text(inputs, "flavor");
  const { diskGb = 0, maxDiskGb } = databaseFlavors[flavor] ?? {};
  if (!Number.isInteger(size) || size < diskGb) bad(`diskSize ${size} is below the ${diskGb} GB of flavor ${flavor}`);
  if (maxDiskGb !== undefined && size > maxDiskGb && text(inputs, "engine") === "postgresql")
    bad(`diskSize ${size} is above the ${maxDiskGb} GB of flavor ${flavor}`);
}

const withoutBackupTime = ["grafana", "kafka", "kafkaConnect", "kafkaMirrorMaker", "opensearch"];

function backups(inputs: Properties, before: Properties | undefined): void {
  const engine = text(inputs, "engine");
  if (withoutBackupTime.includes(engine) && inputs["backupTime"] !== before?.["backupTime"])
    bad(`backup_time is not customizable for engine "${engine}"`);
  const names = list(inputs, "backupRegions");
  if (names.length === 0) return;
  const foreign = names.find((name) => !databaseRegions.includes(String(name)));
  if (foreign !== undefined) bad(`unknown backup region ${String(foreign)}`);
  const most = engine === "mongodb" ? 1 : 2;
  if (names.length > most || new Set(names).size < names.length)
    bad(most === 1 ? "backupRegions takes one region" : "backupRegions takes one region or two different ones");
  if (most === 2 && !names.includes(objects(inputs, "nodes")[0]?.["region"]))
    bad("backupRegions lacks the region of the nodes");
}

function forwards(inputs: Properties, before: Properties): void {
  const [version, older] = [text(inputs, "version"), text(before, "version")];
  if (byNumbers(version, older) < 0) bad(`version cannot go down from ${older} to ${version}`);
  if (rank(inputs) < rank(before)) bad(`plan cannot go down from ${text(before, "plan")} to ${text(inputs, "plan")}`);
}

const byNumbers = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });

/** Plans in the catalogue's order: by generation, then by number of nodes. */
const rank = (inputs: Properties) =>
  Object.keys(databaseEngines[text(inputs, "engine")]?.plans ?? {}).indexOf(text(inputs, "plan"));
