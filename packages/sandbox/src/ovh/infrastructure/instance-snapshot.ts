import type { Model } from "../../model.ts";
import { newId } from "../../random.ts";
import { stamp, text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { instancesOf, regionOfInstance } from "./instances.ts";
import { flavorById, imageById } from "./offers.ts";
import { infraTokens } from "./tokens.ts";

/** An image of an instance's disk. The provider reads it once, when it is queued, and keeps what it read for ever. */
export const instanceSnapshot: Model = inProject({
  token: infraTokens.instanceSnapshot,
  importId: "serviceName/id",
  immediate: "the provider does not wait for the image (its source, 2.19)",
  unlimited: "no limit is documented",
  judge: (call) => void instanceIn(call),
  create(call) {
    const { outputs, ...entry } = instanceIn(call);
    const region = regionOfInstance({ outputs, ...entry });
    const image = imageById(call, region, text(outputs, "imageId"));
    const flavor = flavorById(region, text(outputs, "flavorId"));
    return {
      id: newId.uuid(),
      outputs: {
        creationDate: stamp(call),
        flavorType: "",
        minDisk: flavor?.diskGb ?? 0,
        minRam: 0,
        planCode: "snapshot.consumption",
        region,
        size: 0,
        status: "queued",
        tags: [],
        type: image?.system ?? "linux",
        user: image?.loginUser ?? "",
        visibility: "private",
      },
    };
  },
});

function instanceIn(call: Parameters<typeof projectOf>[0]) {
  const id = text(call.inputs, "instanceId");
  const found = instancesOf(call.store, projectOf(call)).find((entry) => entry.id === id);
  return found ?? absent(`Instance ${id} not found`);
}
