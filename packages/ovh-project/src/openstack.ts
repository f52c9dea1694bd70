import { ArgumentError } from "@accoreboot/core";

/**
 * Empty values for everything that the OpenStack plugin would else take from `OS_*` variables of the machine,
 * so that a login of the person who runs the program never mixes with the environment's own.
 */
export const noAmbientLogin = {
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
  throw new ArgumentError(subject, [
    {
      path: "overrides.openstackUser.passwordReset",
      problem: "OVHcloud returned no complete OpenStack login; a password comes only when it is made or reset",
      remedy: "Give passwordReset a new value and run pulumi up again",
    },
  ]);
}

/** OpenStack UUID of a network in a region, from the map that the OVH API gives. */
export function networkIdIn(subject: string, ids: { [region: string]: string } | undefined, region: string): string {
  const id = ids?.[region];
  if (id) return id;
  throw new ArgumentError(subject, [
    {
      path: "region",
      problem: `the private network is not in region "${region}"`,
      remedy: `It is in ${Object.keys(ids ?? {}).join(", ") || "none"}; run pulumi refresh when the region is active`,
    },
  ]);
}
