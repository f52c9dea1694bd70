import type { Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { listId } from "../lists.ts";
import { projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { fingerprint, keysOf, regionsOf } from "./ssh-keys.ts";
import { functions } from "./tokens.ts";

const shownV1 = ({ id, outputs }: Entry): Properties => ({
  id,
  name: outputs["name"],
  publicKey: outputs["publicKey"],
  fingerPrint: outputs["fingerPrint"] ?? fingerprint(text(outputs, "publicKey")),
  regions: regionsOf(outputs),
});

const shownV2 = ({ outputs, timeline }: Entry): Properties => {
  const made = new Date(timeline.made).toISOString();
  const { name, publicKey, createdAt = made, updatedAt = made } = outputs;
  return { name, publicKey, createdAt, updatedAt };
};

/** The keys of a project, by either API. */
export const sshKeyLookups: readonly Lookup[] = [
  {
    token: functions.atTop("getCloudProjectSshKey"),
    call(call) {
      const wanted = text(call.inputs, "id");
      const found = keysOf(call).find(({ id }) => id === wanted) ?? absent(`SSH key ${wanted} not found`);
      return { ...call.inputs, ...shownV1(found) };
    },
  },
  {
    token: functions.atTop("getCloudProjectSshKeys"),
    call(call) {
      const region = text(call.inputs, "region");
      const found = keysOf(call).filter(({ outputs }) => region === "" || regionsOf(outputs).includes(region));
      const sshKeys = found.map(shownV1).map(({ fingerPrint: _fingerPrint, ...key }) => key);
      return { ...call.inputs, region, id: listId(sshKeys.map(({ id }) => String(id))), sshKeys };
    },
  },
  {
    token: functions.atTop("getCloudSshKey"),
    call(call) {
      const name = text(call.inputs, "name");
      const found = keysOf(call).find(({ outputs }) => outputs["name"] === name) ?? absent(`SSH key ${name} not found`);
      return { ...call.inputs, ...shownV2(found), id: name };
    },
  },
  {
    token: functions.atTop("getCloudSshKeys"),
    call(call) {
      const sshKeys = keysOf(call).map(shownV2);
      return { ...call.inputs, id: projectOf(call), sshKeys };
    },
  },
];
