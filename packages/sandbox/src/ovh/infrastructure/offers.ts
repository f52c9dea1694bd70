import { type ComputeFlavor, computeFlavors, publicImages } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import { idOf } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { infraTokens } from "./tokens.ts";

/** A flavor in one region, with its id there. */
export interface Flavor extends ComputeFlavor {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

/** An image in one region: OVHcloud's, an uploaded one, or the snapshot of an instance. */
export interface Image {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly system: string;
  readonly loginUser: string;
  readonly minDiskGb: number;
  readonly minRamMb: number;
  /** GiB. */
  readonly size: number;
  readonly visibility: string;
  readonly createdAt: string;
}

/** When OVHcloud's images of the catalogue were published; all on one day here. */
const published = "2026-08-21T00:00:00Z";

/** The flavors of a region. */
export const flavorsOf = (region: string): Flavor[] =>
  Object.entries(computeFlavors).map(([name, size]) => ({
    id: idOf(`flavor ${name} ${region}`),
    name,
    region,
    ...size,
  }));

/** The flavor with that id in a region, or undefined. */
export const flavorById = (region: string, id: string): Flavor | undefined =>
  flavorsOf(region).find((one) => one.id === id);

/** The images that the call's project may use in a region. The sizes of OVHcloud's are assumed. */
export function imagesOf(call: Call, region: string): Image[] {
  const offered = Object.entries(publicImages).map(
    ([name, facts]): Image => ({
      id: idOf(`image ${name} ${region}`),
      name,
      region,
      ...facts,
      size: facts.system === "windows" ? 12 : 2,
      visibility: "public",
      createdAt: published,
    }),
  );
  const project = projectOf(call);
  const own = ["openstack:images/image:Image", infraTokens.instanceSnapshot]
    .flatMap((token) => call.store.entries(token))
    .filter(({ scope, inputs }) => (scope || inputs["serviceName"]) === project)
    .filter(({ outputs }) => outputs["region"] === region);
  return [...offered, ...own.map(asImage)];
}

/** The image with that id in a region, or undefined. */
export const imageById = (call: Call, region: string, id: string): Image | undefined =>
  imagesOf(call, region).find((one) => one.id === id);

const asImage = ({ id, outputs }: Entry): Image => ({
  id,
  name: text(outputs, "name"),
  region: text(outputs, "region"),
  system: text(outputs, "type") || "linux",
  loginUser: text(outputs, "user"),
  minDiskGb: Number(outputs["minDiskGb"] ?? outputs["minDisk"] ?? 0),
  minRamMb: Number(outputs["minRamMb"] ?? 0),
  size: Number(outputs["size"] ?? 0),
  visibility: text(outputs, "visibility"),
  createdAt: text(outputs, "creationDate") || text(outputs, "createdAt"),
});
