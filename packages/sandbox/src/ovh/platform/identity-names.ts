export const userToken = "ovh:Me/identityUser:IdentityUser";
export const groupToken = "ovh:Me/identityGroup:IdentityGroup";
export const userTokenToken = "ovh:Me/identityUserToken:IdentityUserToken";
export const oauth2Token = "ovh:Me/aPIOAuth2Client:APIOAuth2Client";

/** Groups that every account has. */
export const defaultGroups: readonly string[] = ["ADMIN", "DEFAULT", "UNPRIVILEGED"];

/** Why identities have no states. */
export const synchronous = "the provider waits for nothing after its call (source of Terraform provider 2.19)";
