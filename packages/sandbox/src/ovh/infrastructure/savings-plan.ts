import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId, sha1 } from "../../random.ts";
import { text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { bad } from "../refusals.ts";
import { infraTokens } from "./tokens.ts";

const months = [1, 3, 6, 12, 24, 36];

/** Pays for instances in advance. Deleting it only forgets it: it runs to the end of its period. */
export const savingsPlan: Model = inProject({
  token: infraTokens.savingsPlan,
  importId: "serviceName/id",
  immediate: "synchronous calls (source of the provider, 2.19)",
  unlimited: "no limit is documented",
  judge({ inputs }) {
    const length = lengthOf(text(inputs, "period"));
    const rancher = text(inputs, "flavor").toLowerCase().startsWith("rancher");
    const deployment = text(inputs, "deploymentType").toUpperCase() || "1AZ";
    if (rancher && deployment !== "1AZ")
      bad(`invalid deployment_type "${deployment}" for flavor "${text(inputs, "flavor")}", only 1AZ is supported`);
    if (!months.includes(length) || !(Number(inputs["size"]) >= 1))
      bad("no savings plan available with the given parameters");
  },
  create(call) {
    const [from, to] = [day(call.now), day(later(call.now, lengthOf(text(call.inputs, "period"))))];
    return {
      id: newId.uuid(),
      outputs: {
        ...renewal(call),
        deploymentType: text(call.inputs, "deploymentType") || "1AZ",
        serviceId: Number.parseInt(sha1(projectOf(call)).slice(0, 7), 16),
        status: "ACTIVE",
        startDate: from,
        endDate: to,
        periodStartDate: from,
        periodEndDate: to,
      },
    };
  },
  update: (call, { outputs }) => ({ ...outputs, ...call.inputs, ...renewal(call) }),
});

/** Months of a period such as `P6M`, 0 for another form. */
const lengthOf = (period: string): number => Number(/^P(\d+)M$/.exec(period)?.[1] ?? 0);

const day = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

function later(moment: number, months: number): number {
  const date = new Date(moment);
  return date.setUTCMonth(date.getUTCMonth() + months);
}

const renewal = ({ inputs }: Call): Properties => {
  const autoRenewal = inputs["autoRenewal"] ?? false;
  return { autoRenewal, periodEndAction: autoRenewal === true ? "REACTIVATE" : "TERMINATE" };
};
