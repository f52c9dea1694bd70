import type { Vault } from "./stubs.ts";

/** Values with everything that a careless shell would change, each with a part that is easy to find again. */
export const SECRETS = {
  BW_CLIENTSECRET: "canary-client-secret-4kq",
  BW_PASSWORD: "canary master 'password' 7zw \"$HOME\" `id` é€",
  OVH_CLIENT_ID: "canary-ovh-client-id-9dm",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell must not expand it
  OVH_CLIENT_SECRET: "canary-ovh $(touch pwned) ${HOME} \\ \\n 'quoted' 2xv",
  AWS_ACCESS_KEY_ID: "canary-access-key-5tb",
  AWS_SECRET_ACCESS_KEY: "canary\nsecond 'line'\n\ttab `touch pwned` !! # 8rn\n\n",
  PULUMI_CONFIG_PASSPHRASE: "canary'; touch pwned; echo '\"\"é€ * ? [a] ~ 3hc",
};

export const BACKEND =
  "s3://acme-state/infra?region=gra&endpoint=https://s3.gra.io.cloud.ovh.net&s3ForcePathStyle=true";

/** What the vault item sets. */
export const VARIABLES: Record<string, string> = {
  OVH_ENDPOINT: "ovh-eu",
  PULUMI_BACKEND_URL: BACKEND,
  OVH_CLIENT_ID: SECRETS.OVH_CLIENT_ID,
  OVH_CLIENT_SECRET: SECRETS.OVH_CLIENT_SECRET,
  AWS_ACCESS_KEY_ID: SECRETS.AWS_ACCESS_KEY_ID,
  AWS_SECRET_ACCESS_KEY: SECRETS.AWS_SECRET_ACCESS_KEY,
  PULUMI_CONFIG_PASSPHRASE: SECRETS.PULUMI_CONFIG_PASSPHRASE,
};

/** The three variables of the non-interactive mode. */
export const LOGIN = {
  BW_CLIENTID: "user.11111111-2222-3333-4444-555555555555",
  BW_CLIENTSECRET: SECRETS.BW_CLIENTSECRET,
  BW_PASSWORD: SECRETS.BW_PASSWORD,
};

export function fields(variables: Record<string, string>): Vault["items"][number]["fields"] {
  return Object.entries(variables).map(([name, value]) => ({ name, value, type: 1 }));
}

/** A vault with one good item among others of similar names. */
export function vault(changes: Partial<Vault> = {}): Vault {
  return {
    clientId: LOGIN.BW_CLIENTID,
    clientSecret: LOGIN.BW_CLIENTSECRET,
    password: LOGIN.BW_PASSWORD,
    status: "unauthenticated",
    session: "canary-session-6py",
    items: [
      { id: "aaaaaaaa-0000-0000-0000-000000000001", name: "infra-manager", fields: fields(VARIABLES) },
      { id: "aaaaaaaa-0000-0000-0000-000000000002", name: "old infra-manager", fields: [] },
      { id: "aaaaaaaa-0000-0000-0000-000000000003", name: "Infra-Manager", fields: [] },
    ],
    ...changes,
  };
}
