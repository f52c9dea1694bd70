import { seeded } from "../../src/seed.ts";
import type { Earlier, Example } from "./example.ts";

const serviceName = seeded.projectId;
const kubeToken = "ovh:CloudProject/kube:Kube";
const registryToken = "ovh:CloudProject/containerRegistry:ContainerRegistry";
const onCluster = (earlier: Earlier) => ({ serviceName, kubeId: earlier(kubeToken).id });
const onRegistry = (earlier: Earlier) => ({ serviceName, registryId: earlier(registryToken).id });
const nowhere = "00000000-0000-4000-8000-000000000000";

const kubernetes: readonly Example[] = [
  {
    token: kubeToken,
    inputs: () => ({ serviceName, name: "conformance", region: "GRA11", plan: "standard", version: "1.34" }),
    change: () => ({ name: "renamed", version: "1.35", updatePolicy: "MINIMAL_DOWNTIME" }),
    replace: () => ({ region: "SBG5" }),
    refused: { inputs: () => ({ version: "1.12" }), words: /Version 1.12 is not available/ },
    absent: {
      customizationKubeProxy: "shown only where it is set",
      loadBalancersSubnetId: "no private network is attached",
      privateNetworkConfiguration: "no private network is attached",
      privateNetworkId: "no private network is attached",
    },
  },
  {
    token: "ovh:CloudProject/kubeNodePool:KubeNodePool",
    inputs: (earlier) => ({
      ...onCluster(earlier),
      name: "conformance",
      flavorName: "b3-8",
      desiredNodes: 2,
      template: {
        metadata: { labels: { tier: "web" }, annotations: {}, finalizers: [] },
        spec: { unschedulable: false, taints: [{ key: "tier", value: "web", effect: "NoSchedule" }] },
      },
    }),
    change: () => ({ desiredNodes: 3, maxNodes: 10, autoscale: true }),
    replace: () => ({ flavorName: "b3-16" }),
    refused: { inputs: () => ({ name: "my_pool" }), words: /Node pool name my_pool is invalid/ },
    absent: { availabilityZones: "the region has one zone" },
  },
  {
    token: "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions",
    inputs: (earlier) => ({ ...onCluster(earlier), ips: ["203.0.113.0/24"] }),
    change: () => ({ ips: ["203.0.113.0/24", "198.51.100.7/32"] }),
    replace: () => ({ kubeId: nowhere }),
    refused: { inputs: () => ({ ips: ["office"] }), words: /\(office\) is not valid for type ipBlock/ },
  },
  {
    token: "ovh:CloudProject/kubeOidc:KubeOidc",
    inputs: (earlier) => ({
      ...onCluster(earlier),
      clientId: "kubernetes",
      issuerUrl: "https://login.example",
      oidcUsernameClaim: "email",
      oidcUsernamePrefix: "oidc:",
      oidcGroupsClaims: ["groups"],
      oidcGroupsPrefix: "oidc:",
      oidcRequiredClaims: ["hd=example"],
      oidcSigningAlgs: ["RS256"],
      oidcCaContent: "LS0tLS1CRUdJTg==",
    }),
    change: () => ({ clientId: "another" }),
    replace: () => ({ kubeId: nowhere }),
    refused: { inputs: () => ({ issuerUrl: "http://login.example" }), words: /issuerUrl/ },
  },
];

const registry: readonly Example[] = [
  {
    token: registryToken,
    inputs: () => ({ serviceName, name: "conformance", region: "GRA" }),
    change: () => ({ name: "renamed", planId: "c5ddc763-be75-48f7-b7ec-e923ca040bee" }),
    refused: { inputs: () => ({ planId: nowhere }), words: /Plan .* does not exist/ },
  },
  {
    token: "ovh:CloudProject/containerRegistryUser:ContainerRegistryUser",
    inputs: (earlier) => ({ ...onRegistry(earlier), email: "builder@example.org", login: "builder" }),
    replace: () => ({ login: "another" }),
    refused: { inputs: () => ({ email: "builder" }), words: /not valid for type email/ },
  },
  ...["Management", "Registry"].map(
    (side): Example => ({
      token: `ovh:CloudProject/containerRegistryIPRestrictions${side}:ContainerRegistryIPRestrictions${side}`,
      inputs: (earlier) => ({
        ...onRegistry(earlier),
        ipRestrictions: [{ ip_block: "203.0.113.0/24", description: "office" }],
      }),
      change: () => ({ ipRestrictions: [{ ip_block: "198.51.100.0/24", description: "office" }] }),
      replace: () => ({ registryId: nowhere }),
      refused: {
        inputs: () => ({ registryId: nowhere }),
        words: /Registry .* not found/,
      },
    }),
  ),
  {
    token: "ovh:CloudProject/containerRegistryOIDC:ContainerRegistryOIDC",
    inputs: (earlier) => ({
      ...onRegistry(earlier),
      oidcName: "login",
      oidcEndpoint: "https://login.example",
      oidcClientId: "registry",
      oidcClientSecret: "conformance",
      oidcScope: "openid,profile,email",
      oidcAdminGroup: "admins",
      oidcAutoOnboard: true,
      oidcGroupFilter: ".*",
      oidcGroupsClaim: "groups",
      oidcUserClaim: "email",
      deleteUsers: true,
    }),
    change: () => ({ oidcName: "another" }),
    replace: () => ({ deleteUsers: false }),
    refused: { inputs: () => ({ oidcScope: "profile" }), words: /scope must contain openid/ },
  },
  {
    token: "ovh:index/cloudProjectContainerregistryIam:CloudProjectContainerregistryIam",
    inputs: (earlier) => ({ ...onRegistry(earlier), deleteUsers: true }),
    replace: () => ({ deleteUsers: false }),
    refused: { inputs: () => ({ registryId: nowhere }), words: /Registry .* not found/ },
  },
];

const streamToken = "ovh:Dbaas/logsOutputGraylogStream:LogsOutputGraylogStream";

const logs: readonly Example[] = [
  {
    token: streamToken,
    inputs: () => ({ serviceName: "ldp-sb-12345", title: "audit", description: "Audit logs" }),
    change: () => ({ title: "audits", coldStorageEnabled: true }),
    replace: () => ({ retentionId: nowhere }),
    refused: { inputs: () => ({ serviceName: "logs" }), words: /This service does not exist/ },
    absent: { encryptionKeysIds: "shown only where it is set", parentStreamId: "it has no parent" },
  },
  {
    token: "ovh:index/cloudProjectKubeLogSubscription:CloudProjectKubeLogSubscription",
    inputs: (earlier) => ({ ...onCluster(earlier), kind: "audit", streamId: earlier(streamToken).id }),
    replace: () => ({ streamId: nowhere }),
    refused: { inputs: () => ({ kind: "pods" }), words: /Kind pods does not exist/ },
  },
];

const zoneToken = "ovh:Domain/zone:Zone";

const domains: readonly Example[] = [
  {
    token: zoneToken,
    inputs: () => ({
      ovhSubsidiary: "FR",
      plan: {
        duration: "P1Y",
        planCode: "zone",
        pricingMode: "default",
        configurations: [
          { label: "zone", value: "conformance.example" },
          { label: "template", value: "minimized" },
        ],
      },
    }),
    replace: () => ({ ovhSubsidiary: "DE" }),
    refused: {
      inputs: () => ({ plan: { duration: "P1Y", planCode: "vrack", pricingMode: "default" } }),
      words: /unknown plan code vrack/,
    },
    absent: { paymentMean: "shown only where it is set", planOptions: "shown only where it is set" },
  },
  {
    token: "ovh:Domain/zoneRecord:ZoneRecord",
    inputs: (earlier) => ({
      zone: earlier(zoneToken).id,
      subdomain: "www",
      fieldtype: "A",
      target: "203.0.113.7",
      ttl: 3600,
    }),
    change: () => ({ target: "203.0.113.8", ttl: 60 }),
    replace: () => ({ fieldtype: "AAAA" }),
    refused: { inputs: () => ({ target: "host" }), words: /Invalid target "host" for a record of type A/ },
  },
  {
    token: "ovh:Domain/zoneRedirection:ZoneRedirection",
    inputs: (earlier) => ({
      zone: earlier(zoneToken).id,
      subdomain: "old",
      type: "visible",
      target: "https://www.conformance.example",
      title: "Moved",
      description: "Moved to another place",
      keywords: "moved",
    }),
    change: () => ({ target: "https://new.conformance.example" }),
    replace: () => ({ subdomain: "older" }),
    refused: { inputs: () => ({ type: "secret" }), words: /\(secret\) is not valid/ },
    notImported: "source of domain_zone_redirection: it has no importer",
  },
];

const groupToken = "ovh:Me/identityGroup:IdentityGroup";
const userToken = "ovh:Me/identityUser:IdentityUser";
const projectUrn = `urn:v1:eu:resource:publicCloudProject:${serviceName}`;

const identities: readonly Example[] = [
  {
    token: groupToken,
    inputs: () => ({ name: "platform", description: "Platform team" }),
    change: () => ({ description: "Another team", role: "UNPRIVILEGED" }),
    replace: () => ({ name: "another" }),
    refused: { inputs: () => ({ name: "a team" }), words: /Invalid group name a team/ },
  },
  {
    token: userToken,
    inputs: (earlier) => ({
      login: "jane",
      email: "jane@example.org",
      password: "correct horse battery",
      group: earlier(groupToken).id,
      description: "Jane",
    }),
    change: () => ({ email: "jane.doe@example.org" }),
    replace: () => ({ login: "john" }),
    refused: { inputs: () => ({ group: "nobody" }), words: /group = nobody/ },
  },
  {
    token: "ovh:Me/identityUserToken:IdentityUserToken",
    inputs: (earlier) => ({ userLogin: earlier(userToken).id, name: "ci", description: "For CI", expiresIn: 3600 }),
    change: () => ({ description: "For another" }),
    replace: () => ({ name: "another" }),
    refused: { inputs: () => ({ userLogin: "nobody" }), words: /user = nobody/ },
    absent: { lastUsed: "it was never used" },
  },
  {
    token: "ovh:Me/aPIOAuth2Client:APIOAuth2Client",
    inputs: () => ({
      name: "portal",
      description: "Portal",
      flow: "AUTHORIZATION_CODE",
      callbackUrls: ["https://portal.example/callback"],
    }),
    change: () => ({ description: "Another portal" }),
    replace: () => ({ flow: "CLIENT_CREDENTIALS" }),
    refused: { inputs: () => ({ callbackUrls: [] }), words: /callbackUrls is required/ },
  },
];

const access: readonly Example[] = [
  {
    token: "ovh:Iam/permissionsGroup:PermissionsGroup",
    inputs: () => ({
      name: "read-cloud",
      description: "Read the project",
      allows: ["publicCloudProject:apiovh:*get"],
      excepts: ["publicCloudProject:apiovh:user/get"],
      denies: ["publicCloudProject:apiovh:terminate"],
    }),
    change: () => ({ description: "Read some of the project" }),
    refused: { inputs: () => ({ allows: ["read everything"] }), words: /INVALID_ACTION/ },
  },
  {
    token: "ovh:Iam/resourceGroup:ResourceGroup",
    inputs: () => ({ name: "production", resources: [projectUrn] }),
    change: () => ({ name: "staging" }),
    refused: { inputs: () => ({ resources: ["production"] }), words: /INVALID_RESOURCE_URN/ },
  },
  {
    token: "ovh:Iam/policy:Policy",
    inputs: (earlier) => ({
      name: "platform",
      description: "The platform team",
      identities: [earlier(groupToken).outputs["GroupURN"]],
      resources: [projectUrn],
      allows: ["publicCloudProject:apiovh:*"],
      excepts: ["publicCloudProject:apiovh:terminate"],
      denies: ["publicCloudProject:apiovh:user/create"],
      permissionsGroups: [earlier("ovh:Iam/permissionsGroup:PermissionsGroup").id],
      conditions: { operator: "MATCH", values: { "request.IP": "203.0.113.7" } },
      expiredAt: "2030-01-01T00:00:00Z",
    }),
    change: () => ({ resources: ["urn:v1:eu:resource:vps:*", projectUrn] }),
    refused: { inputs: () => ({ resources: ["*"] }), words: /"resources\[0\].urn\\?" is malformed/ },
  },
  {
    token: "ovh:index/iamResourceTags:IamResourceTags",
    inputs: () => ({ urn: projectUrn, tags: { environment: "test" } }),
    change: () => ({ tags: { environment: "production" } }),
    replace: () => ({ urn: "urn:v1:eu:resource:vps:vps-1.vps.ovh.net" }),
    refused: {
      inputs: () => ({ urn: "urn:v1:eu:resource:publicCloudProject:1" }),
      words: /publicCloudProject:1 not found/,
    },
  },
];

export const examples: readonly Example[] = [...kubernetes, ...registry, ...logs, ...identities, ...access, ...domains];
