import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import { list, object, text } from "../../text.ts";
import { regionOf } from "../keystone.ts";
import { fitsPattern, single, usual } from "../lookup.ts";
import { hasProperties, imagesOf, type KnownImage } from "./known-images.ts";

/** An image by name or other features; the most recent one where that is asked for. */
export const getImage: Lookup = {
  token: "openstack:images/getImage:getImage",
  call(call) {
    const { inputs } = call;
    const found = matching(call);
    const recent = [...found].sort((a, b) => b.createdAt.localeCompare(a.createdAt)).slice(0, 1);
    const [none, several] = usual;
    const one = single(
      inputs["mostRecent"] === true ? recent : found,
      none,
      `${several.replace(/\.$/, "")}, or set \`most_recent\` attribute to true.`,
    );
    return { ...inputs, ...imageShown(one), region: regionOf(call) };
  },
};

/** Ids of all images with those features, the most recent first. */
export const getImageIds: Lookup = {
  token: "openstack:images/getImageIds:getImageIds",
  call(call) {
    const ids = matching(call)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      .map(({ id }) => id);
    return { ...call.inputs, id: idOf(ids.join()), ids, region: regionOf(call) };
  },
};

function matching(call: Call): KnownImage[] {
  const { inputs } = call;
  const tags = [...list(inputs, "tags"), text(inputs, "tag")].map(String).filter(Boolean);
  const wanted = (name: "name" | "owner" | "visibility", value: string) => ["", value].includes(text(inputs, name));
  const [min, max] = [Number(inputs["sizeMin"] ?? 0), Number(inputs["sizeMax"] ?? 0)];
  return imagesOf(call).filter(
    (image) =>
      wanted("name", image.name) &&
      wanted("owner", image.owner) &&
      wanted("visibility", image.visibility) &&
      image.hidden === (inputs["hidden"] === true) &&
      image.sizeBytes >= min &&
      (max === 0 || image.sizeBytes <= max) &&
      tags.every((tag) => image.tags.includes(tag)) &&
      hasProperties(image, object(inputs, "properties")) &&
      fitsPattern(text(inputs, "nameRegex"), image.name),
  );
}

function imageShown({ id, tags, createdAt, entry: _entry, ...image }: KnownImage): Properties {
  return {
    ...image,
    createdAt,
    file: `/v2/images/${id}/file`,
    id,
    metadata: {},
    schema: "/v2/schemas/image",
    tags: [...tags],
    updatedAt: createdAt,
  };
}
