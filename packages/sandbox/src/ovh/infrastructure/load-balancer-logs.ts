import type { Call, Lookup, Model } from "../../model.ts";
import { newId, sha1 } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { stamp, text } from "../../text.ts";
import { listId } from "../lists.ts";
import { inProject, projectOf } from "../project.ts";
import { absent, bad, conflict } from "../refusals.ts";
import { functions, infraTokens } from "./tokens.ts";

/** Sends a load balancer's logs to a stream of the Logs Data Platform. The stream itself is taken for granted. */
export const loadBalancerLogs: Model = inProject({
  token: infraTokens.loadBalancerLogs,
  unlimited: "no limit is documented",
  life: {
    making: [["PENDING", 5]],
    ready: "SUCCESS",
    leaving: [["PENDING", 5]],
    patience: { create: 20, delete: 20 },
    source: "the provider waits for an operation of the platform (its source, 2.19); seconds assumed",
  },
  judge(call) {
    const { inputs } = call;
    balancerOf(call);
    if (inputs["kind"] !== "haproxy") bad(`Unknown log kind ${text(inputs, "kind")}: a load balancer has haproxy`);
    if (!/^[0-9a-f-]{36}$/i.test(text(inputs, "streamId"))) bad("streamId is not a UUID");
    if (subscriptionsOf(call).some((one) => one.inputs["streamId"] === inputs["streamId"]))
      conflict("The stream has a subscription to this load balancer already");
  },
  create(call) {
    const subscriptionId = newId.uuid();
    const now = stamp(call);
    return {
      id: subscriptionId,
      outputs: {
        subscriptionId,
        createdAt: now,
        updatedAt: now,
        ldpServiceName: `ldp-${sha1(projectOf(call)).slice(0, 2)}-10001`,
        operationId: newId.uuid(),
        resourceName: text(call.inputs, "loadbalancerId"),
        resourceType: "cloud-project-loadbalancer",
      },
    };
  },
});

function balancerOf(call: Call): Entry {
  const { store, inputs } = call;
  const id = text(inputs, "loadbalancerId");
  const found = store.find(infraTokens.loadBalancer, "", id);
  const octavia = store.find("openstack:loadbalancer/loadBalancer:LoadBalancer", projectOf(call), id);
  const here = [found, octavia].find((one) => one?.outputs["region"] === inputs["regionName"]);
  return here ?? absent(`Load balancer ${id} not found in region ${text(inputs, "regionName")}`);
}

const subscriptionsOf = ({ store, inputs }: Call): Entry[] =>
  store
    .entries(infraTokens.loadBalancerLogs)
    .filter((one) => one.inputs["loadbalancerId"] === inputs["loadbalancerId"]);

const one: Lookup = {
  token: functions.ofProject("getRegionLoadBalancerLogSubscription"),
  call(call) {
    balancerOf(call);
    const id = text(call.inputs, "subscriptionId");
    const found = subscriptionsOf(call).find((entry) => entry.id === id) ?? absent(`Log subscription ${id} not found`);
    const { operationId: _operation, ...shown } = found.outputs;
    return { ...shown, ...call.inputs, id };
  },
};

const all: Lookup = {
  token: functions.ofProject("getRegionLoadBalancerLogSubscriptions"),
  call(call) {
    balancerOf(call);
    const kind = text(call.inputs, "kind");
    const found = subscriptionsOf(call).filter(({ inputs }) => kind === "" || inputs["kind"] === kind);
    const subscriptionIds = found.map(({ id }) => id);
    return { ...call.inputs, id: listId(subscriptionIds), subscriptionIds };
  },
};

/** The log subscriptions of a load balancer. */
export const loadBalancerLogLookups: readonly Lookup[] = [one, all];
