import { publicImages } from "@accoreboot/catalogue";
import { idOf } from "../../random.ts";
import type { Entry, Things } from "../../store.ts";
import { text } from "../../text.ts";

/** An image in one region: OVHcloud's, or one that was uploaded to the project. */
export interface Image {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** Smallest disk in GB and memory in MB that it starts on. */
  readonly minDisk: number;
  readonly minRam: number;
  /** Bytes. */
  readonly size: number;
  readonly visibility: string;
  readonly createdAt: string;
}

/** When OVHcloud's images of the catalogue were published; all on one day here. */
const published = "2026-08-21T00:00:00Z";

/** The images that a project may use in a region. The sizes of OVHcloud's are assumed. */
export function imagesOf(store: Things, project: string, region: string): Image[] {
  const offered = Object.entries(publicImages).map(
    ([name, { system, minDiskGb, minRamMb }]): Image => ({
      id: idOf(`image ${name} ${region}`),
      name,
      region,
      minDisk: minDiskGb,
      minRam: minRamMb,
      size: (system === "windows" ? 12 : 2) * 1024 ** 3,
      visibility: "public",
      createdAt: published,
    }),
  );
  const uploaded = store
    .entries("openstack:images/image:Image")
    .filter(({ scope, outputs }) => scope === project && outputs["region"] === region);
  return [...offered, ...uploaded.map(asImage)];
}

function asImage({ id, outputs }: Entry): Image {
  return {
    id,
    name: text(outputs, "name"),
    region: text(outputs, "region"),
    minDisk: Number(outputs["minDiskGb"] ?? 0),
    minRam: Number(outputs["minRamMb"] ?? 0),
    size: Number(outputs["sizeBytes"] ?? 0),
    visibility: text(outputs, "visibility"),
    createdAt: text(outputs, "createdAt"),
  };
}

/** The image with that id, or undefined. */
export const imageById = (store: Things, project: string, region: string, id: string): Image | undefined =>
  imagesOf(store, project, region).find((image) => image.id === id);
