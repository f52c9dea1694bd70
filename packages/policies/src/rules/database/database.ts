/** A managed database of any engine (provider package `@ovhcloud/pulumi-ovh`). */
export const databaseType = "ovh:CloudProject/database:Database";

/** One entry of a database's allow-list as a resource of its own: gone since version 2.17 of the provider, older ones have it. */
export const ipRestrictionType = "ovh:CloudProjectDatabase/ipRestriction:IpRestriction";

const guides = "https://github.com/ovh/docs/blob/develop/pages/public_cloud/public_cloud_databases";

/** The page of OVHcloud's guides on managed databases that stands in that folder. */
export const guide = (folder: string) => `${guides}/${folder}/guide.en-gb.md`;
