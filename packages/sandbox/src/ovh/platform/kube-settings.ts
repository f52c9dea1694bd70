import { kubernetesPlans, kubernetesVersions } from "@accoreboot/catalogue";
import type { Properties } from "../../properties.ts";
import { object, objects, text } from "../../text.ts";

/** What the API shows of settings, with its defaults where nothing is said. */
export function kubeSettings(inputs: Properties, before: Properties = {}): Properties {
  const plan = text(inputs, "plan") || "free";
  const version = text(inputs, "version") || text(before, "version") || kubernetesVersions.at(-1) || "";
  const deprecated = objects(inputs, "customizations").length > 0;
  const plugins = [
    { admissionplugins: [admission(deprecated ? inputs["customizations"] : inputs["customizationApiservers"])] },
  ];
  const { podsCidr, servicesCidr } = kubernetesPlans[plan] ?? {};
  const policy = object(inputs, "ipAllocationPolicy");
  return {
    plan,
    version,
    nextUpgradeVersions: kubernetesVersions.slice(position(version) + 1, position(version) + 2),
    controlPlaneIsUpToDate: true,
    isUpToDate: true,
    kubeProxyMode: text(inputs, "kubeProxyMode") || "iptables",
    updatePolicy: text(inputs, "updatePolicy") || "ALWAYS_UPDATE",
    customizations: deprecated ? [{ apiservers: plugins }] : [],
    customizationApiservers: deprecated ? [] : plugins,
    customizationCilium: plan === "standard" ? cilium(object(inputs, "customizationCilium")) : undefined,
    ipAllocationPolicy: {
      podsIpv4Cidr: policy["podsIpv4Cidr"] ?? podsCidr,
      servicesIpv4Cidr: policy["servicesIpv4Cidr"] ?? servicesCidr,
    },
  };
}

const position = (version: string) => (kubernetesVersions as readonly string[]).indexOf(version);

/** Admission plugins, which hide two or three lists down; both known ones are on unless told. */
function admission(given: unknown): Properties {
  const [first] = Array.isArray(given) ? (given as Properties[]) : [];
  if (first && "apiservers" in first) return admission(first["apiservers"]);
  const [plugins] = first ? objects(first, "admissionplugins") : [];
  return {
    enableds: plugins?.["enableds"] ?? ["AlwaysPullImages", "NodeRestriction"],
    disableds: plugins?.["disableds"] ?? [],
  };
}

/** The network plugin of the standard plan; the free plan has none to set. */
function cilium(given: Properties): Properties {
  const [mesh, hubble] = [object(given, "clusterMesh"), object(given, "hubble")];
  const ui = object(hubble, "ui");
  return {
    clusterId: given["clusterId"] ?? 0,
    clusterMesh: {
      enabled: mesh["enabled"] ?? false,
      apiServer: { nodePort: 0, serviceType: "", ...object(mesh, "apiServer") },
    },
    hubble: {
      enabled: hubble["enabled"] ?? true,
      relay: { enabled: true, ...object(hubble, "relay") },
      ui: {
        enabled: ui["enabled"] ?? true,
        backendResources: resources(object(ui, "backendResources")),
        frontendResources: resources(object(ui, "frontendResources")),
      },
    },
  };
}

/** Nothing is limited or asked for unless told. */
const resources = (given: Properties): Properties => ({
  limits: { cpu: "", memory: "", ...object(given, "limits") },
  requests: { cpu: "", memory: "", ...object(given, "requests") },
});
