import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import { idOf } from "../../src/random.ts";
import { seeded } from "../../src/seed.ts";
import type { Earlier, Example } from "./example.ts";

const serviceName = seeded.projectId;
const region = "GRA11";
const here = { serviceName, region };
const flavorId = idOf(`flavor b3-8 ${region}`);
const imageId = idOf(`image Debian 12 ${region}`);
const uuid = "6f2f3c1e-1111-4222-8333-444455556666";

const vrack = (earlier: Earlier) => ({
  networkId: earlier(v2Tokens.network).id,
  subnetId: earlier(v2Tokens.subnet).id,
});
const noZone = { availabilityZone: "null in a region of one zone" };

export const examples: readonly Example[] = [
  {
    token: v2Tokens.network,
    inputs: () => ({ ...here, name: "private", description: "for the application" }),
    change: () => ({ name: "renamed" }),
    replace: () => ({ vlanId: 42 }),
    refused: { inputs: () => ({ region: "GRA" }), words: /Region GRA not found/ },
  },
  {
    token: v2Tokens.subnet,
    inputs: (earlier) => ({
      ...here,
      networkId: earlier(v2Tokens.network).id,
      name: "subnet",
      description: "servers",
      cidr: "10.20.0.0/24",
      dnsNameservers: ["213.186.33.99"],
    }),
    change: () => ({ dhcpEnabled: false, dnsNameservers: ["1.1.1.1"] }),
    replace: () => ({ cidr: "10.21.0.0/24" }),
    refused: { inputs: () => ({ cidr: "10.20.0.7/24" }), words: /'10\.20\.0\.0\/24' is recommended/ },
    absent: noZone,
  },
  {
    token: v2Tokens.gateway,
    inputs: (earlier) => ({
      ...here,
      name: "gateway",
      description: "way out",
      externalGateway: { enabled: true, model: "S" },
      subnetIds: [earlier(v2Tokens.subnet).id],
    }),
    change: () => ({ externalGateway: { enabled: true, model: "M" } }),
    replace: () => ({ region: "SBG5" }),
    refused: { inputs: () => ({ externalGateway: { enabled: true } }), words: /model is required/ },
    absent: noZone,
  },
  {
    token: v2Tokens.floatingIp,
    inputs: () => ({ ...here, description: "front" }),
    change: () => ({ description: "front door" }),
    replace: () => ({ region: "SBG5" }),
    refused: { inputs: () => ({ region: "GRA" }), words: /Region GRA not found/ },
    absent: noZone,
  },
  {
    token: v2Tokens.securityGroup,
    inputs: () => ({
      ...here,
      name: "web",
      description: "HTTPS",
      rules: [
        {
          direction: "INGRESS",
          ethernetType: "IPV4",
          protocol: "TCP",
          portRangeMin: 443,
          portRangeMax: 443,
          remoteIpPrefix: "0.0.0.0/0",
          description: "HTTPS",
        },
      ],
    }),
    change: () => ({ name: "ping", rules: [{ direction: "INGRESS", ethernetType: "IPV4", protocol: "ICMP" }] }),
    replace: () => ({ region: "SBG5" }),
    refused: {
      inputs: () => ({ rules: [{ direction: "INGRESS", ethernetType: "IPV6", remoteIpPrefix: "0.0.0.0/0" }] }),
      words: /Conflicting value ethertype IPV6/,
    },
  },
  {
    token: v2Tokens.instanceGroup,
    inputs: () => ({ ...here, name: "apart", policy: "ANTI_AFFINITY" }),
    replace: () => ({ policy: "AFFINITY" }),
    refused: { inputs: () => ({ region: "GRA" }), words: /Region GRA not found/ },
  },
  {
    token: v2Tokens.volume,
    inputs: () => ({
      ...here,
      name: "data",
      size: 10,
      volumeType: "CLASSIC",
      createFrom: { imageId },
    }),
    change: () => ({ size: 20, volumeType: "HIGH_SPEED" }),
    replace: () => ({ encryption: { enabled: true } }),
    refused: { inputs: () => ({ volumeType: "classic" }), words: /volumeType must be one of/ },
  },
  {
    token: v2Tokens.volumeSnapshot,
    inputs: (earlier) => ({ ...here, name: "before-upgrade", volumeId: earlier(v2Tokens.volume).id }),
    change: () => ({ description: "keep" }),
    replace: () => ({ volumeId: uuid }),
    refused: { inputs: () => ({ volumeId: uuid }), words: /Volume .* could not be found/ },
  },
  {
    token: v2Tokens.volumeBackup,
    inputs: (earlier) => ({ ...here, name: "daily", description: "", volumeId: earlier(v2Tokens.volume).id }),
    change: () => ({ name: "weekly" }),
    replace: () => ({ volumeId: uuid }),
    refused: { inputs: () => ({ region: "SBG5" }), words: /Volume .* could not be found in region SBG5/ },
  },
  {
    token: v2Tokens.shareNetwork,
    inputs: (earlier) => ({ ...here, name: "shares", ...vrack(earlier) }),
    replace: () => ({ name: "others" }),
    refused: { inputs: () => ({ subnetId: uuid }), words: /Subnet .* could not be found/ },
  },
  {
    token: v2Tokens.share,
    inputs: (earlier) => ({
      ...here,
      name: "files",
      protocol: "NFS",
      shareType: "STANDARD_1AZ",
      size: 150,
      shareNetworkId: earlier(v2Tokens.shareNetwork).id,
    }),
    change: () => ({ size: 200, description: "larger" }),
    replace: () => ({ protocol: "CIFS" }),
    refused: { inputs: () => ({ size: 10 }), words: /between 150 and 10240 GB/ },
  },
  {
    token: v2Tokens.shareAcl,
    inputs: (earlier) => ({
      serviceName,
      shareId: earlier(v2Tokens.share).id,
      accessTo: "10.20.0.0/24",
      accessLevel: "READ_WRITE",
    }),
    replace: () => ({ accessLevel: "READ_ONLY" }),
    refused: { inputs: () => ({ accessTo: "everybody" }), words: /Invalid IP access/ },
  },
  {
    token: v2Tokens.shareSnapshot,
    inputs: (earlier) => ({ serviceName, shareId: earlier(v2Tokens.share).id, name: "daily" }),
    change: () => ({ description: "keep" }),
    replace: () => ({ shareId: uuid }),
    refused: { inputs: () => ({ shareId: uuid }), words: /File share .* not found/ },
  },
  {
    token: v2Tokens.instance,
    inputs: (earlier) => ({
      ...here,
      name: "server",
      flavorId,
      imageId,
      groupId: earlier(v2Tokens.instanceGroup).id,
      networks: [{ autoAssignPublicIp: true }, { ...vrack(earlier), ip: earlier(v2Tokens.floatingIp).id }],
      securityGroupIds: [earlier(v2Tokens.securityGroup).id],
      volumeIds: [earlier(v2Tokens.volume).id],
      shares: [{ id: earlier(v2Tokens.share).id, accessLevel: "READ_ONLY" }],
    }),
    change: () => ({ name: "stopped", powerState: "SHUTOFF", flavorId: idOf(`flavor b3-16 ${region}`) }),
    replace: () => ({ sshKeyName: "another" }),
    refused: { inputs: () => ({ sshKeyName: "nobody" }), words: /Invalid key_name provided/ },
    absent: { ...noZone, sshKeyName: "null as the program names no key" },
  },
  {
    token: v2Tokens.secret,
    inputs: () => ({
      ...here,
      name: "key",
      secretType: "symmetric",
      algorithm: "aes",
      mode: "cbc",
      bitLength: 256,
      payload: "MDEyMzQ1Njc4OWFiY2RlZg==",
      payloadContentType: "APPLICATION_OCTET_STREAM",
      expiration: "2099-01-01T00:00:00Z",
      metadata: { environment: "production" },
    }),
    change: () => ({ metadata: { environment: "test" } }),
    replace: () => ({ secretType: "OPAQUE" }),
    refused: { inputs: () => ({ payload: "not base64!" }), words: /payload must be base64-encoded/ },
    absent: noZone,
  },
  {
    token: v2Tokens.secretConsumer,
    inputs: (earlier) => ({
      serviceName,
      secretId: earlier(v2Tokens.secret).id,
      service: "LOADBALANCER",
      resourceType: "LOADBALANCER",
      resourceId: uuid,
    }),
    replace: () => ({ service: "COMPUTE" }),
    refused: { inputs: () => ({ resourceId: "lb" }), words: /resourceId is not a UUID/ },
  },
  {
    token: v2Tokens.container,
    inputs: (earlier) => ({
      ...here,
      name: "tls",
      type: "GENERIC",
      secretRefs: [{ name: "key", secretId: earlier(v2Tokens.secret).id }],
    }),
    change: () => ({ secretRefs: [] }),
    replace: () => ({ type: "RSA" }),
    refused: { inputs: () => ({ type: "RSA" }), words: /a RSA container has no place for key/ },
    absent: noZone,
  },
  {
    token: v2Tokens.containerConsumer,
    inputs: (earlier) => ({
      serviceName,
      containerId: earlier(v2Tokens.container).id,
      service: "LOADBALANCER",
      resourceType: "LOADBALANCER",
      resourceId: uuid,
    }),
    replace: () => ({ resourceType: "INSTANCE" }),
    refused: { inputs: () => ({ containerId: uuid }), words: /containerId .* not found/ },
  },
  {
    token: v2Tokens.quota,
    inputs: () => ({
      serviceName,
      preventAutomaticQuotaUpgrade: false,
      regions: [{ region, profile: "50vms" }],
    }),
    change: () => ({ preventAutomaticQuotaUpgrade: true, regions: [{ region, profile: "default" }] }),
    replace: () => ({ serviceName: uuid }),
    refused: {
      inputs: () => ({ regions: [{ region, profile: "1000vms" }] }),
      words: /Quota profile 1000vms is none of/,
    },
  },
];
