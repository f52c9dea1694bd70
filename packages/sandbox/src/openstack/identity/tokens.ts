import type { Things } from "../../store.ts";

export const credentialToken = "openstack:identity/applicationCredential:ApplicationCredential";

const key = (id: string) => `owner of application credential ${id}`;

/** Name of the project user that an application credential logs in as. */
export const credentialUser = (store: Things, id: string): unknown => store.setting(key(id));

/** Notes whom an application credential stands for. */
export const noteCredentialUser = (store: Things, id: string, username: unknown): void => {
  store.setting(key(id), username);
};
