import { publicImages } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf, md5 } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { tagsOf } from "../resource.ts";
import { tokens } from "../tokens.ts";

/** An image as Glance shows it: OVHcloud's, the tenant's own, or one that another tenant shares. */
export interface KnownImage {
  readonly id: string;
  readonly name: string;
  readonly minDiskGb: number;
  readonly minRamMb: number;
  readonly sizeBytes: number;
  readonly visibility: string;
  readonly owner: string;
  readonly checksum: string;
  readonly hidden: boolean;
  readonly protected: boolean;
  readonly containerFormat: string;
  readonly diskFormat: string;
  readonly tags: readonly string[];
  readonly properties: Properties;
  readonly createdAt: string;
  /** The entry of an image that somebody uploaded. */
  readonly entry?: Entry;
}

/** When OVHcloud's images of this catalogue were published; all on one day here. */
const published = "2026-08-21T00:00:00Z";
/** Owner of OVHcloud's own images. */
const operator = md5("operator of the images");

/** The images that the tenant may use in the call's region. */
export function imagesOf(call: Call): KnownImage[] {
  const region = regionOf(call);
  const tenant = tenantOf(call);
  const offered = Object.entries(publicImages).map(
    ([name, { loginUser, system, minDiskGb, minRamMb }]): KnownImage => ({
      id: idOf(`image ${name} ${region}`),
      name,
      minDiskGb,
      minRamMb,
      sizeBytes: (system === "windows" ? 12 : 2) * 1024 ** 3,
      visibility: "public",
      owner: operator,
      checksum: md5(`image ${name}`),
      hidden: false,
      protected: true,
      containerFormat: "bare",
      diskFormat: name.startsWith("Windows") ? "raw" : "qcow2",
      tags: [],
      properties: { image_original_user: loginUser, distro_family: system },
      createdAt: published,
    }),
  );
  const uploaded = call.store
    .entries(tokens.image)
    .filter((entry) => entry.outputs["region"] === region && mayUse(call, entry, tenant))
    .map(asKnown);
  return [...offered, ...uploaded];
}

function mayUse({ store }: Call, { id, scope, outputs }: Entry, tenant: string): boolean {
  if (scope === tenant || outputs["visibility"] === "public" || outputs["visibility"] === "community") return true;
  return store
    .entries(tokens.imageAccess)
    .some(({ inputs }) => inputs["imageId"] === id && inputs["memberId"] === tenant);
}

function asKnown(entry: Entry): KnownImage {
  const { id, outputs } = entry;
  const number = (name: string) => Number(outputs[name] ?? 0);
  return {
    id,
    name: text(outputs, "name"),
    minDiskGb: number("minDiskGb"),
    minRamMb: number("minRamMb"),
    sizeBytes: number("sizeBytes"),
    visibility: text(outputs, "visibility"),
    owner: text(outputs, "owner"),
    checksum: text(outputs, "checksum"),
    hidden: outputs["hidden"] === true,
    protected: outputs["protected"] === true,
    containerFormat: text(outputs, "containerFormat"),
    diskFormat: text(outputs, "diskFormat"),
    tags: tagsOf(outputs),
    properties: (outputs["properties"] ?? {}) as Properties,
    createdAt: text(outputs, "createdAt"),
    entry,
  };
}

/** Tenants that an image is shared with. */
export const membersOf = ({ store }: Call, id: string): string[] =>
  store
    .entries(tokens.imageAccess)
    .filter(({ inputs }) => inputs["imageId"] === id)
    .map(({ inputs }) => text(inputs, "memberId"));

/** Whether every property that was asked for stands in the image. */
export const hasProperties = (image: KnownImage, wanted: Properties): boolean =>
  Object.entries(wanted).every(([name, value]) => text(image.properties, name) === String(value));
