import { ArgumentError } from "@accoreboot/core";
import * as openstack from "@pulumi/openstack";
import * as pulumi from "@pulumi/pulumi";

/**
 * Empty values for everything that the OpenStack plugin would else take from `OS_*` variables of the machine,
 * so that a login of the person who runs the program never mixes with the environment's own.
 */
const noAmbientLogin = {
  applicationCredentialId: "",
  applicationCredentialName: "",
  applicationCredentialSecret: "",
  cloud: "",
  domainId: "",
  domainName: "",
  insecure: false,
  projectDomainId: "",
  tenantName: "",
  token: "",
  userDomainId: "",
  userId: "",
} as const;

/** What the component reads of a project user. */
export interface Login {
  readonly authUrl: string;
  readonly userName: string;
  readonly password: string;
}

/** The login of a user. A missing part is refused here: it would fail only later, as somebody else's login. */
export function loginOf(subject: string, rc: { [key: string]: string } | undefined, password: string): Login {
  const authUrl = rc?.["OS_AUTH_URL"];
  const userName = rc?.["OS_USERNAME"];
  if (authUrl && userName && password) return { authUrl, userName, password };
  const finding = {
    path: "overrides.openstackUser.passwordReset",
    problem: "OVHcloud returned no complete OpenStack login; a password comes only when it is made or reset",
    remedy: "Give passwordReset a new value and run pulumi up again",
  };
  throw new ArgumentError(subject, [finding], "late");
}

/**
 * OpenStack UUID of a network in each of the regions, from the map that the OVH API gives; `path` is the argument that
 * names them. In a preview the map is the one of before: what it misses is not known yet, and no mistake.
 */
export function networkIdsIn(
  subject: string,
  ids: { [region: string]: string } | undefined,
  wanted: readonly string[],
  path: string,
): { [region: string]: string } {
  const missing = wanted.filter((region) => !ids?.[region]);
  if (missing.length > 0 && pulumi.runtime.isDryRun()) return pulumi.unknown as never;
  const findings = missing.map((region) => ({
    path,
    problem: `the private network is not in region "${region}"`,
    remedy: `It is in ${Object.keys(ids ?? {}).join(", ") || "none"}; run pulumi refresh when the region is active`,
  }));
  if (findings.length > 0) throw new ArgumentError(subject, findings, "late");
  return Object.fromEntries(wanted.map((region) => [region, ids?.[region] ?? ""]));
}

/** A provider that logs in to one region of a project as its user, and as nobody else. */
export function openstackProvider(
  name: string,
  login: pulumi.Output<Login>,
  place: { readonly projectId: pulumi.Input<string>; readonly region: string },
  opts: pulumi.ResourceOptions,
): openstack.Provider {
  return new openstack.Provider(
    name,
    {
      ...noAmbientLogin,
      authUrl: pulumi.unsecret(login.authUrl),
      userName: pulumi.unsecret(login.userName),
      password: pulumi.secret(login.password),
      tenantId: place.projectId,
      region: place.region,
      userDomainName: "Default",
      projectDomainName: "Default",
    },
    opts,
  );
}
