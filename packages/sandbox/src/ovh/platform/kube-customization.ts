import type { Properties } from "../../properties.ts";
import { list, object, objects, text } from "../../text.ts";
import { invalid } from "./refusals.ts";

const plugins = ["NodeRestriction", "AlwaysPullImages"];

/** Refuses settings of the API server and Cilium that the service would refuse. */
export function judgeCustomization(inputs: Properties, plan: string): void {
  const old = objects(inputs, "customizations");
  const now = objects(inputs, "customizationApiservers");
  for (const server of [...now, ...old.flatMap((customization) => objects(customization, "apiservers"))]) {
    for (const admission of objects(server, "admissionplugins")) judgePlugins(admission);
  }
  judgeCilium(object(inputs, "customizationCilium"), plan);
}

function judgePlugins(admission: Properties): void {
  const [on, off] = ["enableds", "disableds"].map((name) => list(admission, name).map(String)) as [string[], string[]];
  const foreign = [...on, ...off].find((name) => !plugins.includes(name));
  if (foreign !== undefined) invalid(`Admission plugin ${foreign} cannot be customized`);
  if (off.includes("NodeRestriction")) invalid("Admission plugin NodeRestriction cannot be disabled");
  const both = on.find((name) => off.includes(name));
  if (both !== undefined) invalid(`Admission plugin ${both} is both enabled and disabled`);
}

function judgeCilium(cilium: Properties, plan: string): void {
  if (Object.keys(cilium).length === 0) return;
  if (plan !== "standard") invalid("Cilium customization is only available with the standard plan");
  const mesh = object(cilium, "clusterMesh");
  const id = Number(cilium["clusterId"] ?? 0);
  if (id < 0 || id > 255) invalid(`Cilium cluster id ${id} is not between 1 and 255`);
  if (String(mesh["enabled"]) === "true" && id === 0) invalid("Cilium cluster id is required with cluster mesh");
  const type = text(object(mesh, "apiServer"), "serviceType");
  if (type !== "" && !["NodePort", "LoadBalancer"].includes(type))
    invalid(`Cluster mesh service type ${type} is not one of NodePort, LoadBalancer`);
}
