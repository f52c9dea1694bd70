import type { Call, Lookup, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { object, objects, stamp, text } from "../../text.ts";
import { absent, bad, conflict } from "./refusals.ts";

export const domainZoneToken = "ovh:Domain/zone:Zone";
export const zoneRecordToken = "ovh:Domain/zoneRecord:ZoneRecord";
export const zoneRedirectionToken = "ovh:Domain/zoneRedirection:ZoneRedirection";

/** A DNS zone, ordered under the name that the plan's configuration `zone` gives. It resolves nowhere. */
export const domainZone: Model = {
  token: domainZoneToken,
  unlimited: "each zone is an order of its own",
  life: {
    making: [["ordered", 60]],
    ready: "ok",
    leaving: [["terminating", 60]],
    patience: { create: 30, delete: 20 },
    source: "the provider waits 30 minutes for an order; one minute assumed",
  },
  judge({ store, inputs }) {
    const plan = object(inputs, "plan");
    if (plan["planCode"] !== "zone") bad(`unknown plan code ${text(plan, "planCode")} of product dns`);
    const name = nameOf(inputs);
    if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/.test(name)) bad(`zone ${name} is not a domain name`);
    if (store.find(domainZoneToken, "", name)) conflict(`zone ${name} already exists`);
  },
  create(call) {
    const name = nameOf(call.inputs);
    const now = stamp(call);
    const detail = { description: "DNS zone", domain: name, orderDetailId: Number(newId.number(9)), quantity: "1" };
    const order = { date: now, expirationDate: now, orderId: Number(newId.number(9)), details: [detail] };
    return { id: name, outputs: { ...zoneOutputs(name, now), ovhSubsidiary: "FR", ...call.inputs, orders: [order] } };
  },
  /** Whatever the zone holds goes with it. */
  remove({ store }, { id }) {
    for (const token of [zoneRecordToken, zoneRedirectionToken]) {
      for (const entry of store.entries(token)) if (entry.inputs["zone"] === id) store.remove(token, "", entry.id);
    }
  },
};

const nameOf = (inputs: Properties): string => {
  const settings = objects(object(inputs, "plan"), "configurations");
  return text(settings.find(({ label }) => label === "zone") ?? {}, "value");
};

/** What a zone shows, ordered or found. */
export const zoneOutputs = (name: string, lastUpdate: string): Properties => ({
  name,
  ZoneURN: `urn:v1:eu:resource:dnsZone:${name}`,
  dnssecSupported: true,
  hasDnsAnycast: false,
  lastUpdate,
  nameServers: ["dns100.ovh.invalid", "ns100.ovh.invalid"],
});

/** The zone that an input names; refuses one that the account does not have. */
export function zoneAt({ store, inputs }: Call, input: string): Entry {
  const name = text(inputs, input);
  return store.find(domainZoneToken, "", name) ?? absent(`This service does not exist: ${name}`);
}

/** A zone by name. */
export const getZone: Lookup = {
  token: "ovh:Domain/getZone:getZone",
  call(call) {
    const { id, outputs } = zoneAt(call, "name");
    const { ZoneURN, dnssecSupported, hasDnsAnycast, lastUpdate, nameServers } = outputs;
    return { ZoneURN, dnssecSupported, hasDnsAnycast, lastUpdate, nameServers, name: id, id };
  },
};
