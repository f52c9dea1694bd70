import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import { stamp, text } from "../../text.ts";
import { inProject } from "../project.ts";
import { bad } from "../refusals.ts";
import { infraTokens } from "./tokens.ts";

/** An e-mail when the project's bill passes a sum. None is ever sent here. */
export const alerting: Model = inProject({
  token: infraTokens.alerting,
  immediate: "synchronous call (source of the provider, 2.19)",
  unlimited: "no limit is documented",
  judge({ inputs }) {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text(inputs, "email"))) bad("email is not an e-mail address");
    const threshold = Number(inputs["monthlyThreshold"]);
    if (!Number.isInteger(threshold) || threshold < 0) bad(`monthlyThreshold ${threshold} is not a whole sum`);
  },
  create: (call) => ({ id: newId.uuid(), outputs: { creationDate: stamp(call), ...formatted(call) } }),
  update: (call, { outputs }) => ({ ...outputs, ...call.inputs, ...formatted(call) }),
});

const formatted = ({ inputs }: Call): Properties => {
  const value = Number(inputs["monthlyThreshold"]);
  return { formattedMonthlyThreshold: { currencyCode: "EUR", text: `${value.toFixed(2)} €`, value } };
};
