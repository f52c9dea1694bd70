import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { md5 } from "../../random.ts";
import { text } from "../../text.ts";
import { keystoneId } from "../credentials.ts";
import { loginOf, regionOf, tenantOf } from "../keystone.ts";
import { refuse, unsent } from "../refusal.ts";

/** Id and name of the only domain that users and projects are in. */
const domain = { id: "default", name: "Default" } as const;

/** Who the provider is logged in as, with which roles, and where the services are. */
export const getAuthScope: Lookup = {
  token: "openstack:identity/getAuthScope:getAuthScope",
  call(call) {
    const { user, tenant, roles } = loginOf(call);
    return {
      ...call.inputs,
      domainId: "",
      domainName: "",
      id: text(call.inputs, "name"),
      projectDomainId: domain.id,
      projectDomainName: domain.name,
      projectId: tenant,
      projectName: tenantName(call),
      region: regionOf(call),
      roles: roles.map((roleName) => ({ roleId: md5(`role ${roleName}`), roleName })),
      serviceCatalogs: catalogue(call),
      tokenId: call.inputs["setTokenId"] === true ? `gAAAAA-simulated-${md5(`token of ${keystoneId(user)}`)}` : "",
      userDomainId: domain.id,
      userDomainName: domain.name,
      userId: keystoneId(user),
      userName: text(user.outputs, "username"),
    };
  },
};

/** Hosts of the services in a compute region, as published listings of the catalogue show them. */
const services = [
  ["nova", "compute", "compute", "v2.1"],
  ["neutron", "network", "network.compute", ""],
  ["glance", "image", "image.compute", ""],
  ["cinderv3", "volumev3", "volume.compute", "v3"],
] as const;

function catalogue(call: Call): Properties[] {
  const region = regionOf(call);
  return services.map(([name, type, host, version]) => ({
    endpoints: [
      {
        id: md5(`endpoint ${name} ${region}`),
        interface: "public",
        region,
        regionId: region,
        url: `https://${host}.${region.toLowerCase()}.cloud.ovh.net/${version}`,
      },
    ],
    id: md5(`service ${name}`),
    name,
    type,
  }));
}

/** The provider's own project; others are not seen. */
export const getProject: Lookup = {
  token: "openstack:identity/getProject:getProject",
  call(call) {
    const { inputs } = call;
    const [id, name] = [tenantOf(call), tenantName(call)];
    if (!["", id].includes(text(inputs, "projectId")) || !["", name].includes(text(inputs, "name")))
      unsent(
        "Your openstack_identity_project_v3 query returned no results. Please change your search criteria and try again.",
      );
    return {
      description: "",
      domainId: domain.id,
      enabled: true,
      id,
      isDomain: false,
      name,
      parentId: domain.id,
      projectId: id,
      region: regionOf(call),
      tags: [],
    };
  },
};

/** The project's name in Keystone, as `openstackRc` gives it. */
const tenantName = (call: Call): string => {
  const rc = (loginOf(call).user.outputs["openstackRc"] ?? {}) as Properties;
  return text(rc, "OS_TENANT_NAME");
};

/** Data sources that only the cloud's operator may ask, with the rule that says so. */
const operators: Readonly<Record<string, string>> = {
  "openstack:compute/getAggregateV2:getAggregateV2": "os_compute_api:os-aggregates:index",
  "openstack:compute/getHypervisorV2:getHypervisorV2": "os_compute_api:os-hypervisors:list-detail",
  "openstack:identity/getEndpoint:getEndpoint": "identity:list_endpoints",
  "openstack:identity/getGroup:getGroup": "identity:list_groups",
  "openstack:identity/getRole:getRole": "identity:list_roles",
  "openstack:identity/getService:getService": "identity:list_services",
  "openstack:identity/getUser:getUser": "identity:list_users",
};

/** Refused with 403 for a user of a project. */
export const forbiddenLookups: readonly Lookup[] = Object.entries(operators).map(([token, rule]) => ({
  token,
  call(call) {
    tenantOf(call);
    return refuse(403, `You are not authorized to perform the requested action: ${rule}.`);
  },
}));
