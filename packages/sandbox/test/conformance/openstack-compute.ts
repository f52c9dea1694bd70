import type { Earlier, Example } from "./example.ts";

const token = (name: string) => `openstack:compute/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const nowhere = "00000000-0000-4000-8000-000000000000";
const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl somebody@somewhere";
const instance = (earlier: Earlier) => earlier(token("Instance")).id;
const optional = (...names: string[]) => Object.fromEntries(names.map((name) => [name, "not given"]));

/** Nova: keys, servers and what hangs on them. */
export const computeExamples: readonly Example[] = [
  {
    token: token("Keypair"),
    inputs: () => ({ name: "key", publicKey: key }),
    replace: () => ({ name: "other" }),
    refused: { inputs: () => ({ publicKey: "ssh-rot13 x" }), words: /Keypair data is invalid.*status 400/ },
    absent: optional("valueSpecs"),
  },
  {
    token: token("ServerGroup"),
    inputs: () => ({ name: "apart", policies: ["anti-affinity"] }),
    replace: () => ({ policies: ["affinity"] }),
    refused: { inputs: () => ({ policies: ["nearby"] }), words: /Value: \[nearby\].*status 400/ },
    absent: optional("valueSpecs"),
  },
  {
    token: token("SecGroup"),
    inputs: () => ({
      name: "legacy",
      description: "rules inside",
      rules: [{ fromPort: 22, toPort: 22, ipProtocol: "tcp", cidr: "198.51.100.0/24" }],
    }),
    change: () => ({
      rules: [
        { fromPort: 22, toPort: 22, ipProtocol: "tcp", cidr: "198.51.100.0/24" },
        { fromPort: 1, toPort: 65535, ipProtocol: "tcp", self: true },
      ],
    }),
    replace: () => ({ region: "SBG5" }),
    refused: {
      inputs: () => ({ rules: [{ fromPort: 22, toPort: 22, ipProtocol: "tcp", cidr: "10.0.0.0/8", self: true }] }),
      words: /Only one of cidr, from_group_id, or self/,
    },
  },
  {
    token: token("Instance"),
    inputs: (earlier) => ({
      name: "front",
      flavorName: "b3-8",
      imageName: "Debian 12",
      keyPair: earlier(token("Keypair")).outputs["name"],
      networks: [
        { name: "Ext-Net", accessNetwork: true },
        { port: earlier("openstack:networking/port:Port").id },
        { uuid: earlier("openstack:networking/network:Network").id },
      ],
      securityGroups: ["front"],
      schedulerHints: [{ group: earlier(token("ServerGroup")).id }],
      configDrive: true,
      userData: "#cloud-config\n",
    }),
    change: () => ({
      flavorName: "b3-16",
      imageName: "Debian 13",
      metadata: { role: "front" },
      powerState: "shutoff",
      tags: ["shop"],
    }),
    replace: () => ({ keyPair: "other" }),
    refused: { inputs: () => ({ flavorName: "m1.small" }), words: /Unable to find flavor with name m1\.small/ },
    absent: {
      ...optional("adminPass", "availabilityZoneHints", "blockDevices", "metadata", "personalities", "tags"),
      ...optional("networkMode", "vendorOptions"),
      floatingIp: "the provider knows the argument only to refuse it",
      volumes: "the provider knows the argument only to refuse it",
    },
  },
  {
    token: "openstack:blockstorage/volume:Volume",
    inputs: () => ({ name: "data", size: 10, volumeType: "high-speed", enableOnlineResize: true }),
    change: () => ({ size: 20, description: "of the front", metadata: { role: "data" } }),
    replace: () => ({ volumeType: "classic" }),
    refused: {
      inputs: () => ({ volumeType: "ssd" }),
      words: /Volume type with name ssd could not be found.*status 404/,
    },
    absent: optional("consistencyGroupId", "imageId", "multiattach", "schedulerHints", "sourceReplica"),
  },
  {
    token: token("VolumeAttach"),
    inputs: (earlier) => ({
      instanceId: instance(earlier),
      volumeId: earlier("openstack:blockstorage/volume:Volume").id,
    }),
    replace: () => ({ volumeId: nowhere }),
    refused: { inputs: () => ({ volumeId: nowhere }), words: /Volume .* could not be found.*status 404/ },
    absent: optional("multiattach", "vendorOptions"),
  },
  {
    token: token("InterfaceAttach"),
    inputs: (earlier) => ({
      instanceId: instance(earlier),
      networkId: earlier("openstack:networking/network:Network").id,
    }),
    replace: () => ({ networkId: nowhere }),
    refused: { inputs: () => ({ instanceId: nowhere }), words: /Instance .* could not be found.*status 404/ },
  },
  {
    token: "openstack:networking/portForwardingV2:PortForwardingV2",
    inputs: (earlier) => ({
      floatingipId: earlier(token("FloatingIp")).id,
      externalPort: 2222,
      internalPort: 22,
      internalPortId: earlier(token("InterfaceAttach")).outputs["portId"],
      internalIpAddress: earlier(token("InterfaceAttach")).outputs["fixedIp"],
      protocol: "tcp",
    }),
    change: () => ({ externalPort: 2223 }),
    replace: () => ({ floatingipId: nowhere }),
    refused: { inputs: () => ({ floatingipId: nowhere }), words: /Floating IP .* could not be found.*status 404/ },
    notImported: "the provider 1.54 has no importer for it",
  },
  {
    token: token("FloatingIpAssociate"),
    inputs: (earlier) => ({
      floatingIp: earlier(token("FloatingIp")).outputs["address"],
      instanceId: instance(earlier),
      fixedIp: (earlier(token("Instance")).outputs["networks"] as { fixedIpV4: string }[])[2]?.fixedIpV4,
    }),
    replace: () => ({ instanceId: nowhere }),
    refused: { inputs: () => ({ instanceId: nowhere }), words: /Instance .* could not be found.*status 404/ },
    absent: optional("waitUntilAssociated"),
  },
];
