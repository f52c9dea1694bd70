import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { here } from "../resource.ts";
import { tokens } from "../tokens.ts";

/** A volume on a server. */
export interface Attachment {
  /** The volume's own id, as Nova calls it. */
  readonly id: string;
  readonly instanceId: string;
  /** `/dev/sdb` and so on. */
  readonly device: string;
}

/** The servers that a volume is on: by an attachment, or as a disk from the start. */
export function attachmentsOf(call: Call, volumeId: string): Attachment[] {
  const attached = here(call, tokens.volumeAttach)
    .filter(({ inputs }) => inputs["volumeId"] === volumeId)
    .map(({ inputs, outputs }) => ({
      id: volumeId,
      instanceId: text(inputs, "instanceId"),
      device: text(outputs, "device"),
    }));
  const born = here(call, tokens.instance).flatMap(({ id, inputs }) =>
    objects(inputs, "blockDevices")
      .filter((device) => device["sourceType"] === "volume" && device["uuid"] === volumeId)
      .map((device) => ({ id: volumeId, instanceId: id, device: deviceName(Number(device["bootIndex"] ?? 0)) })),
  );
  return [...born, ...attached];
}

/** `available` or `in-use`. */
export const volumeStatus = (call: Call, { id }: Entry): string =>
  attachmentsOf(call, id).length > 0 ? "in-use" : "available";

/** The nth disk of a server. */
export const deviceName = (index: number): string => `/dev/sd${String.fromCharCode(97 + Math.max(0, index))}`;
