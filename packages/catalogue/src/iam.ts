import type { Source } from "./source.ts";

export const iamSource: Source = {
  from: "OVHcloud guide on permissions groups (2023-12-06) and the control panel's list of resource types; of the actions a part, with verbs beside get as the API names them",
  date: "2026-06",
  confidence: "reported",
};

/** Kinds of resources that a policy can speak of. */
export const iamResourceTypes: readonly string[] = [
  "account",
  "alldom",
  "billingAccount",
  "cdn",
  "dedicatedServer",
  "dnsZone",
  "domain",
  "emailDomain",
  "emailPro",
  "ip",
  "ipService",
  "ldp",
  "ldp/alias",
  "ldp/dashboard",
  "ldp/index",
  "ldp/osd",
  "ldp/stream",
  "legacyVrack",
  "loadbalancer",
  "nasHA",
  "nutanix",
  "okms",
  "okms/secret",
  "okms/serviceKey",
  "ovhCloudConnect",
  "pccVMware",
  "publicCloudProject",
  "publicCloudProject/managedRegistry",
  "ssl",
  "sslGateway",
  "storageNetApp",
  "vmwareCloudDirector",
  "vps",
  "vrack",
  "vrackServices",
  "webCloudDatabases",
  "webHosting",
];

/** A permissions group that OVHcloud keeps: actions may hold wildcards. */
export interface IamPermissionsGroup {
  readonly description: string;
  readonly allow: readonly string[];
  readonly except: readonly string[];
}

const identityVerbs = (what: string, verbs: readonly string[]) =>
  verbs.map((verb) => `account:apiovh:me/identity/${what}/${verb}`);

/** Permissions groups of OVHcloud's own by name; their URN is `urn:v1:eu:permissionsGroup:ovh:<name>`. */
export const iamPermissionsGroups: { readonly [name: string]: IamPermissionsGroup } = {
  globalAdmin: { description: "All admin rights across all OVHcloud account", allow: ["*"], except: [] },
  globalReadWrite: {
    description: "Read-write access across all OVHcloud products",
    allow: ["*"],
    except: [
      "account:apiovh:me/accessRestriction/ip/create",
      "account:apiovh:me/accessRestriction/ip/delete",
      "account:apiovh:me/accessRestriction/ip/edit",
      "account:apiovh:me/accessRestriction/ipDefaultRule/edit",
      ...identityVerbs("group", ["create", "delete", "edit"]),
      ...identityVerbs("provider", ["create", "delete", "edit"]),
      ...identityVerbs("user", ["create", "delete", "disable", "edit", "enable"]),
    ],
  },
  globalReadOnly: {
    description: "Read-only access across all OVHcloud products",
    allow: ["*get", "account:apiovh:me/changePassword"],
    except: [],
  },
  controlPanelAccess: {
    description: "Access to the control panel",
    allow: ["account:apiovh:me/certificates/get", "account:apiovh:me/get", "account:apiovh:me/tag/get"],
    except: [],
  },
};

/** Things of a product and what can be done with them, such as `instance: create delete`. */
const verbs: { readonly [type: string]: { readonly [thing: string]: string } } = {
  account: {
    "iam/policy": "create delete edit get",
    me: "edit get",
    "me/api/oauth2/client": "create delete edit get",
    "me/certificates": "get",
    "me/identity/group": "create delete edit get",
    "me/identity/user": "create delete disable edit enable get",
    "me/supportLevel": "get",
    "me/tag": "get",
    services: "get",
  },
  dnsZone: { "": "get", record: "create delete edit get", redirection: "create delete edit get", refresh: "create" },
  publicCloudProject: {
    "": "edit get terminate",
    containerRegistry: "create delete edit get",
    "containerRegistry/users": "create delete get",
    "database/postgresql": "create delete edit get",
    "database/postgresql/user": "create delete edit get",
    flavor: "get",
    image: "get",
    instance: "create delete edit get reboot start stop",
    "ip/failover": "attach get",
    kube: "create delete edit get reset",
    "kube/ipRestrictions": "edit get",
    "kube/nodepool": "create delete edit get",
    "network/private": "create delete edit get",
    "network/private/subnet": "create delete get",
    operation: "get",
    quota: "get",
    region: "get",
    "region/floatingip": "create delete get",
    "region/gateway": "create delete edit get",
    "region/loadbalancing/loadbalancer": "create delete edit get",
    "region/storage": "create delete edit get",
    sshkey: "create delete get",
    user: "create delete get",
    "user/s3Credentials": "create delete get",
    volume: "attach create delete edit get",
    vrack: "attach get",
  },
  vps: { "": "get reboot start stop", ips: "delete get", snapshot: "create delete get" },
  vrack: { "": "edit get", cloudProject: "create delete get" },
};

const categories: { readonly [verb: string]: string } = {
  create: "CREATE",
  delete: "DELETE",
  edit: "EDIT",
  get: "READ",
};

/** An action as the API describes it. */
export interface IamAction {
  /** Such as `publicCloudProject:apiovh:instance/get`. */
  readonly action: string;
  readonly categories: readonly string[];
  readonly description: string;
  readonly resourceType: string;
}

/** Actions on one type of resource: a part of what the API lists. Undefined for the types that none were read of. */
export function iamActions(resourceType: string): IamAction[] | undefined {
  const things = verbs[resourceType];
  return (
    things &&
    Object.entries(things).flatMap(([thing, words]) =>
      words.split(" ").map((verb) => ({
        action: `${resourceType}:apiovh:${thing === "" ? verb : `${thing}/${verb}`}`,
        categories: [categories[verb] ?? "OPERATE"],
        description: `${verb} ${thing || resourceType}`,
        resourceType,
      })),
    )
  );
}
