import type { Call, Model } from "../../model.ts";
import { refuse, text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { absent, bad, oneOf } from "../refusals.ts";
import { v2Tokens } from "./tokens.ts";

/**
 * Notes that a resource uses a secret or a container, which then cannot be deleted. Its id is the URL-safe base64 of
 * service, type and id of that resource, which the API does not look for.
 *
 * @param parent token of what is used
 * @param input the argument that names it
 */
function consumer(token: string, parent: string, input: "secretId" | "containerId"): Model {
  return {
    token,
    importId: `serviceName/${input}/service/resourceType/resourceId`,
    immediate: "the provider neither waits nor polls (source of Terraform provider 2.19.0)",
    unlimited: "no profile of CloudQuota in Terraform provider 2.19.0 counts it",
    judge(call) {
      const { inputs } = call;
      const used = call.store.find(parent, "", text(inputs, input));
      if (used?.inputs["serviceName"] !== projectOf(call)) absent(`${input} ${text(inputs, input)} not found`);
      oneOf("service", inputs["service"], ["COMPUTE", "IMAGE", "LOADBALANCER", "NETWORK"]);
      oneOf("resourceType", inputs["resourceType"], ["IMAGE", "INSTANCE", "LOADBALANCER"]);
      if (!/^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(text(inputs, "resourceId")))
        bad("resourceId is not a UUID");
    },
    create(call) {
      const id = consumerId(call);
      const other = call.store.find(token, "", id);
      if (other && other.inputs[input] !== call.inputs[input])
        refuse(
          501,
          "Sandbox::NotModelled",
          `${id} consumes ${text(other.inputs, input)} already; one for each resource is modelled`,
        );
      return { id, outputs: {} };
    },
  };
}

function consumerId({ inputs }: Call): string {
  const parts = ["service", "resourceType", "resourceId"].map((name) => text(inputs, name));
  return Buffer.from(parts.join(":")).toString("base64url");
}

export const keyManagerSecretConsumer = consumer(v2Tokens.secretConsumer, v2Tokens.secret, "secretId");

export const keyManagerContainerConsumer = consumer(v2Tokens.containerConsumer, v2Tokens.container, "containerId");
