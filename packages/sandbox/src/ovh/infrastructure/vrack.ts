import { subsidiaries } from "@accoreboot/catalogue";
import type { Call, Lookup, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId, sha1 } from "../../random.ts";
import type { Things } from "../../store.ts";
import { object, stamp, text } from "../../text.ts";
import { listId } from "../lists.ts";
import { projectOf, projectToken } from "../project.ts";
import { absent, bad, conflict } from "../refusals.ts";
import { functions, infraTokens } from "./tokens.ts";

/** Orders a vRack. A payment method is taken for granted, and so is the e-mail that confirms a deletion. */
export const vrack: Model = {
  token: infraTokens.vrack,
  unlimited: "no limit is documented",
  life: {
    making: [["doing", 120]],
    ready: "delivered",
    leaving: [["terminating", 120]],
    patience: { create: 30, delete: 30 },
    idAfterWait: true,
    source:
      "the provider waits 30 minutes for an order and as long for a confirmation (its source, 2.19); seconds assumed",
  },
  judge({ inputs }, entry) {
    if (entry) return;
    const subsidiary = text(inputs, "ovhSubsidiary");
    if (!subsidiaries.some((one) => one === subsidiary)) bad(`unknown subsidiary ${subsidiary}`);
    const code = text(object(inputs, "plan"), "planCode");
    if (code !== "vrack") bad(`plan code ${code} is not one of product vrack`);
  },
  create(call) {
    const id = `pn-${newId.number(7)}`;
    return { id, outputs: { ...shown(id, call.inputs), serviceName: id, orders: [order(call, id)] } };
  },
  update: ({ inputs }, { id, outputs }) => ({ ...outputs, ...inputs, ...shown(id, { ...outputs, ...inputs }) }),
  remove({ store }, { id }) {
    const project = store.entries(infraTokens.vrackProject).find(({ inputs }) => inputs["serviceName"] === id);
    if (project) conflict(`vRack ${id} still holds project ${text(project.inputs, "projectId")}`);
  },
};

const shown = (id: string, values: Properties): Properties => ({
  VrackURN: `urn:v1:eu:resource:vrack:${id}`,
  description: text(values, "description"),
  name: text(values, "name"),
});

function order(call: Call, id: string): Properties {
  const line = { description: "vRack", domain: id, orderDetailId: Number(newId.number(9)), quantity: "1" };
  const expirationDate = new Date(call.now + 7 * 86_400_000).toISOString();
  return { orderId: Number(newId.number(9)), date: stamp(call), expirationDate, details: [line] };
}

/** The vRack that a project came with. */
const ownVrack = (project: string): string =>
  `pn-${(Number.parseInt(sha1(project).slice(0, 8), 16) % 9_000_000) + 1_000_000}`;

/** The vRack that a project is in: the one it was put into, else its own. */
const vrackOf = (store: Things, project: string): string =>
  text(
    store.entries(infraTokens.vrackProject).find(({ inputs }) => inputs["projectId"] === project)?.inputs ?? {},
    "serviceName",
  ) || ownVrack(project);

/** Ids of the account's vRacks. */
const vracksOf = (store: Things): string[] => [
  ...store.entries(infraTokens.vrack).map(({ id }) => id),
  ...store.entries(projectToken).map(({ id }) => ownVrack(id)),
];

/** Puts a project into a vRack; it leaves the one it came with. Both inputs replace. */
export const vrackProject: Model = {
  token: infraTokens.vrackProject,
  importId: "serviceName/projectId",
  unlimited: "no limit is documented; one vRack per project is judged with the other rules",
  life: {
    making: [["doing", 30]],
    ready: "done",
    leaving: [["doing", 30]],
    patience: { create: 60, delete: 60 },
    idAfterWait: true,
    source: "the provider waits for a task of the vRack (its source, 2.19); seconds assumed",
  },
  judge(call) {
    const [id, project] = [text(call.inputs, "serviceName"), text(call.inputs, "projectId")];
    if (!vracksOf(call.store).includes(id)) absent("This service does not exist");
    projectOf({ ...call, inputs: { serviceName: project } });
    const other = call.store.entries(infraTokens.vrackProject).find(({ inputs }) => inputs["projectId"] === project);
    if (other) conflict(`Project ${project} is already in vRack ${text(other.inputs, "serviceName")}`);
  },
  create: ({ inputs }) => ({
    id: `vrack_${text(inputs, "serviceName")}-cloudproject_${text(inputs, "projectId")}`,
    outputs: {},
  }),
};

function details(store: Things, id: string): Properties {
  if (!vracksOf(store).includes(id)) absent("This service does not exist");
  const made = store.find(infraTokens.vrack, "", id);
  return { name: text(made?.outputs ?? {}, "name"), description: text(made?.outputs ?? {}, "description") };
}

/** The vRacks of the account, and the one of a project. */
export const vrackLookups: readonly Lookup[] = [
  {
    token: functions.ofProject("getVRack"),
    call(call) {
      const id = vrackOf(call.store, projectOf(call));
      return { ...call.inputs, ...details(call.store, id), id };
    },
  },
  {
    token: functions.ofVrack("getVracks"),
    call({ store }) {
      const results = vracksOf(store).sort();
      return { id: listId(results), results };
    },
  },
  {
    token: functions.atTop("getVrack"),
    call({ store, inputs }) {
      const id = text(inputs, "serviceName");
      const shown = details(store, id);
      const iam = { id, displayName: shown["name"] || id, urn: `urn:v1:eu:resource:vrack:${id}`, tags: {} };
      return { ...inputs, ...shown, id, iam };
    },
  },
];
