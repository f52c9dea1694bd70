import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { list, objects, text } from "../../text.ts";
import { groupNamed } from "../networking/security-group.ts";
import { refuse, unsent } from "../refusal.ts";
import { at } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { flavorOf, flavorsOf, imageOf, zoneOf } from "./catalogue.ts";
import { bootsFromVolume, judgeDisks } from "./disks.ts";
import { keypairAt } from "./keypair.ts";
import { judgeNics } from "./nics.ts";

/** Arguments that the provider still knows, only to say what to use instead. */
const removed: Readonly<Record<string, string>> = {
  floatingIp: "Use the openstack_compute_floatingip_associate_v2 resource instead",
  volumes: "Use block_device or openstack_compute_volume_attach_v2 instead",
};

/** Judges a server before it is made, and before it is resized, rebuilt, shelved or otherwise changed. */
export function judgeInstance(call: Call, entry?: Entry): void {
  const { inputs } = call;
  for (const [name, instead] of Object.entries(removed)) if (inputs[name] !== undefined) unsent(instead);
  const flavor = flavorOf(call);
  if (!bootsFromVolume(inputs) && (!entry || rebuilds(inputs, entry.inputs))) {
    const image = imageOf(call);
    if (flavor.diskGb < image.minDiskGb)
      refuse(
        400,
        `Flavor's disk is too small for requested image. Flavor disk is ${flavor.diskGb} GB, image needs ${image.minDiskGb} GB.`,
      );
  }
  for (const group of list(inputs, "securityGroups")) groupNamed(call, String(group));
  if (entry) judgeChange(call, entry);
  else judgeNew(call);
}

/** Whether a change of inputs asks for another image, which rebuilds the server in place. */
export const rebuilds = (now: Properties, before: Properties): boolean =>
  ["imageId", "imageName"].some((name) => text(now, name) !== text(before, name));

function judgeNew(call: Call): void {
  const { inputs } = call;
  const key = text(inputs, "keyPair");
  if (key !== "" && !keypairAt(call, key)) refuse(400, "Invalid key_name provided.");
  const data = Buffer.byteLength(text(inputs, "userData"));
  if (Math.ceil(data / 3) * 4 > 65_535)
    refuse(
      400,
      `User data too large. User data must be no larger than 64KB once base64 encoded. Your data is ${Math.ceil(data / 3) * 4} bytes`,
    );
  zoneOf(call, text(inputs, "availabilityZone"));
  for (const group of hintedGroups(inputs))
    if (!at(call, tokens.serverGroup, group)) refuse(400, `Instance group ${group} could not be found.`);
  judgeDisks(call);
  judgeNics(call);
}

/** Group ids that a server's scheduler hints name. */
const hintedGroups = (inputs: Properties): string[] =>
  objects(inputs, "schedulerHints")
    .map((hint) => text(hint, "group"))
    .filter(Boolean);

/** What the compute API lets happen to a server depends on its state and on its disk. */
function judgeChange(call: Call, { id, outputs, inputs: before }: Entry): void {
  const { inputs } = call;
  const flavor = flavorOf(call);
  const resized = flavor.id !== outputs["flavorId"];
  const rebuilt = rebuilds(inputs, before);
  const wanted = text(inputs, "powerState").toLowerCase();
  const shelved = (wanted || text(outputs, "powerState")).startsWith("shelved");
  if (shelved && (resized || rebuilt))
    refuse(409, `Cannot '${resized ? "resize" : "rebuild"}' instance ${id} while it is in vm_state shelved_offloaded`);
  const old = flavorsOf(text(outputs, "region")).find((one) => one.id === outputs["flavorId"]);
  if (resized && !bootsFromVolume(before) && old && flavor.diskGb < old.diskGb)
    unsent(
      `Error waiting for instance (${id}) to resize: unexpected state 'ACTIVE', wanted target 'VERIFY_RESIZE'. The disk of ${flavor.name} (${flavor.diskGb} GB) is smaller than that of ${old.name} (${old.diskGb} GB): unable to resize disk down`,
    );
}
