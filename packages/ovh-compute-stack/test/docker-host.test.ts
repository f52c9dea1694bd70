import { ArgumentError } from "@accoreboot/core";
import { exampleEnvironment as environment, recordedOf, recordProgram, settled } from "@accoreboot/testing";
import * as openstack from "@pulumi/openstack";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plan } from "../src/docker-host.plan.ts";
import { DockerHost, type DockerHostArgs } from "../src/index.ts";

const sshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFNfIM9Ip7ItcAamPHzGvN8XYwwOfGrbqA7fCpx/i6m1 admin@example";
const base: DockerHostArgs = { environment, sshPublicKey };
const type = {
  component: "ovh-compute-stack:index:DockerHost",
  keypair: "openstack:compute/keypair:Keypair",
  group: "openstack:networking/secGroup:SecGroup",
  rule: "openstack:networking/secGroupRule:SecGroupRule",
  port: "openstack:networking/port:Port",
  instance: "openstack:compute/instance:Instance",
};

async function made(args: Partial<DockerHostArgs> = {}) {
  const holder: { host?: DockerHost } = {};
  const recorded = await recordProgram(() => {
    const provider = new openstack.Provider("own", { region: "GRA11" });
    holder.host = new DockerHost("backend", { ...base, ...args }, { providers: { openstack: provider } });
  });
  return { host: holder.host as DockerHost, recorded };
}

const found = (args: object) =>
  plan("subject", { ...base, ...args } as DockerHostArgs).findings.map(
    ({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`,
  );

describe("DockerHost", () => {
  it("C028 C029 C030 makes an instance test-backend of flavor b3-8 with its key pair", async () => {
    const { recorded } = await made();
    expect(recorded.map((resource) => `${resource.type} ${resource.name}`).toSorted()).toEqual(
      [
        "pulumi:providers:openstack own",
        `${type.component} backend`,
        `${type.keypair} backend-keypair`,
        `${type.group} backend-security-group`,
        `${type.port} backend-port`,
        `${type.instance} backend-instance`,
      ].toSorted(),
    );
    expect(recordedOf(recorded, type.keypair, "backend-keypair").inputs).toEqual({
      name: "test-backend",
      publicKey: sshPublicKey,
    });
    expect(recordedOf(recorded, type.instance, "backend-instance").inputs).toMatchObject({
      name: "test-backend",
      flavorName: "b3-8",
      imageName: "Debian 13",
      keyPair: "test-backend",
      metadata: { app: "accoreboot", environment: "test", team: "fleet", role: "backend" },
    });
  });

  it("C031 attaches a described group on both interfaces, with no opening unless one is given", async () => {
    const { host, recorded } = await made();
    const group = recordedOf(recorded, type.group, "backend-security-group");
    expect(group.inputs).toEqual({ name: "test-backend", description: "What may reach test-backend" });
    expect(recorded.filter((resource) => resource.type === type.rule)).toEqual([]);
    const groupId = (await settled(host.securityGroupId)).value;
    expect(recordedOf(recorded, type.port, "backend-port").inputs["securityGroupIds"]).toEqual([groupId]);
    expect(recordedOf(recorded, type.instance, "backend-instance").inputs["securityGroups"]).toEqual(["test-backend"]);
  });

  it("C031 makes exactly the openings that are given", async () => {
    const { host, recorded } = await made({
      sshCidrs: ["198.51.100.0/28"],
      ingress: [{ name: "https", port: 443, cidrs: ["::/0"], description: "Clients" }],
    });
    const rules = recorded.filter((resource) => resource.type === type.rule);
    const securityGroupId = (await settled(host.securityGroupId)).value;
    expect(rules.map(({ name, inputs }) => ({ name, inputs }))).toEqual([
      {
        name: "backend-ssh-ipv4-198-51-100-0-28",
        inputs: {
          securityGroupId,
          direction: "ingress",
          ethertype: "IPv4",
          protocol: "tcp",
          portRangeMin: 22,
          portRangeMax: 22,
          remoteIpPrefix: "198.51.100.0/28",
          description: "Administrators",
        },
      },
      {
        name: "backend-https-ipv6-0-0-0-0-0-0-0-0-0",
        inputs: {
          securityGroupId,
          direction: "ingress",
          ethertype: "IPv6",
          protocol: "tcp",
          portRangeMin: 443,
          portRangeMax: 443,
          remoteIpPrefix: "::/0",
          description: "Clients",
        },
      },
    ]);
    expect(rules.every(({ deleteBeforeReplace }) => deleteBeforeReplace)).toBe(true);
    expect([...host.nodes.rules.keys()]).toEqual(["ssh-ipv4-198-51-100-0-28", "https-ipv6-0-0-0-0-0-0-0-0-0"]);
  });

  it("C040 C041 has one public and one private interface", async () => {
    const { host, recorded } = await made({ privateAddress: "10.1.0.20" });
    const port = recordedOf(recorded, type.port, "backend-port");
    expect(port.inputs).toMatchObject({
      name: "test-backend",
      networkId: environment.networkId,
      fixedIps: [{ subnetId: environment.subnetId, ipAddress: "10.1.0.20" }],
    });
    const portId = (await settled(host.nodes.port.id)).value;
    expect(recordedOf(recorded, type.instance, "backend-instance").inputs["networks"]).toEqual([
      { name: "Ext-Net", accessNetwork: true },
      { port: portId },
    ]);
    expect((await settled(host.publicAddress)).value).toBe("203.0.113.10");
    expect((await settled(host.privateAddress)).value).toBe("10.1.0.20");
  });

  it("C041 lets the subnet choose the address when none is given", async () => {
    const { recorded } = await made();
    expect(recordedOf(recorded, type.port, "backend-port").inputs["fixedIps"]).toEqual([
      { subnetId: environment.subnetId },
    ]);
  });

  it("C095 takes another flavor and another image, and logs in as that image's user", async () => {
    const { host, recorded } = await made({ flavor: pulumi.output("b3-16"), image: pulumi.output("Ubuntu 24.04") });
    const { inputs } = recordedOf(recorded, type.instance, "backend-instance");
    expect(inputs).toMatchObject({ flavorName: "b3-16", imageName: "Ubuntu 24.04" });
    expect(inputs["userData"]).toContain("  - docker-compose-v2\n");
    expect(inputs["userData"]).toContain('"docker","ubuntu"');
    expect((await settled(host.loginUser)).value).toBe("ubuntu");
  });

  it("C032 C033 C034 hands over user data for the environment's block, in the clear", async () => {
    const { recorded } = await made();
    const instance = recordedOf(recorded, type.instance, "backend-instance");
    const userData = String(instance.inputs["userData"]);
    expect(userData).toContain("  - docker.io\n");
    expect(userData).toContain("block='10.1.0.0/24'");
    expect(userData.trimEnd().endsWith('touch /var/lib/cloud/instance/boot-finished-docker"')).toBe(true);
    expect(userData).not.toContain("ssh-ed25519");
    expect(instance.secretInputs).toEqual([]);
  });

  it("puts every child under itself and on the provider it was given", async () => {
    const { recorded } = await made({ ingress: [{ name: "https", port: 443, cidrs: ["::/0"] }] });
    for (const resource of recorded.filter(({ type: kind }) => kind.startsWith("openstack:"))) {
      expect(resource).toMatchObject({ parent: "backend", provider: "own" });
    }
  });

  it("clears the way for what can exist only once", async () => {
    const { recorded } = await made();
    for (const [kind, name] of [
      [type.keypair, "backend-keypair"],
      [type.port, "backend-port"],
      [type.instance, "backend-instance"],
    ] as const) {
      expect(recordedOf(recorded, kind, name).deleteBeforeReplace).toBe(true);
    }
    expect(recordedOf(recorded, type.instance, "backend-instance").timeouts.create).toBe("60m");
  });

  it.each([
    [{}, false],
    [{ environment: { ...environment, protect: true } }, true],
    [{ environment: { ...environment, protect: true }, protect: false }, false],
    [{ protect: true }, true],
  ])("protects the instance as %j says", async (args, expected) => {
    const { recorded } = await made(args);
    expect(recordedOf(recorded, type.instance, "backend-instance").protect).toBe(expected);
  });

  it.each(["test", "preprod", "prod"])("C029 names the host after %s", (name) => {
    const planned = plan("subject", { ...base, environment: { ...environment, name } });
    expect(planned.instance.name).toBe(`${name}-backend`);
  });

  it("passes overrides on, and drops the name where an id is given", async () => {
    const { recorded } = await made({
      role: "broker",
      overrides: { instance: { flavorId: "abc", configDrive: true }, port: { dnsName: "broker" } },
    });
    const { inputs } = recordedOf(recorded, type.instance, "backend-instance");
    expect(inputs).toMatchObject({ name: "test-broker", flavorId: "abc", configDrive: true });
    expect(inputs).not.toHaveProperty("flavorName");
    expect(recordedOf(recorded, type.port, "backend-port").inputs["dnsName"]).toBe("broker");
  });
});

describe("findings of a host", () => {
  it.each([
    [{ sshPublicKey: undefined }, "sshPublicKey: required, but no key was given"],
    [{ sshPublicKey: "-----BEGIN OPENSSH PRIVATE KEY-----\nabc" }, "sshPublicKey: this is a private key"],
    [{ sshPublicKey: "ssh-ed25519 AAAA" }, "sshPublicKey: not a public key in OpenSSH's form"],
    [{ sshPublicKey: sshPublicKey.replace("ssh-ed25519 ", "ssh-rsa ") }, "sshPublicKey: not a public key"],
    [{ sshPublicKey: `${sshPublicKey}\n${sshPublicKey}` }, "sshPublicKey: not a public key"],
    [{ role: "Back End" }, 'role: "Back End" is not a role'],
    [{ flavor: "b3-9" }, 'flavor: unknown flavor "b3-9". Did you mean "b3-8"?'],
    [{ image: "debian 12" }, 'image: unknown image "debian 12". Did you mean "Debian 12"?'],
    [
      { overrides: { port: { portSecurityEnabled: false } } },
      "overrides.port.portSecurityEnabled: would switch the security group off",
    ],
    [{ overrides: { instance: { adminPass: "x" } } }, "overrides.instance.adminPass: hosts are reached by key"],
    [{ overrides: { instance: { metadata: { url: "https://a:b@c" } } } }, 'overrides.instance.metadata: "url" holds'],
    [{ overrides: { instance: { metadata: "x" } } }, "overrides.instance.metadata: is not a map of texts"],
    [{ overrides: { instance: pulumi.output({}) } }, "overrides.instance: not an object of arguments"],
    [{ privateAddress: "10.2.0.5" }, 'privateAddress: "10.2.0.5" is not an address of the subnet'],
    [{ privateAddress: "10.1.0.0" }, "privateAddress:"],
    [{ privateAddress: "10.1.0.255" }, "privateAddress:"],
    [{ privateAddress: pulumi.output("10.1.0.5") }, "privateAddress: an output or a promise"],
    [{ sshCidrs: ["0.0.0.0/0"] }, 'sshCidrs[0]: "0.0.0.0/0" would let the internet try to log in'],
    [{ sshCidrs: "10.0.0.0/8" }, "sshCidrs:"],
    [{ ingres: [] }, 'ingres: unknown argument. Did you mean "ingress"?'],
    [{ overrides: { instance: { flavorName: "huge" } } }, 'overrides.instance.flavorName: unknown flavor "huge"'],
    [{ overrides: { instance: { networks: [] } } }, "overrides.instance.networks: unknown argument"],
    [{ overrides: { instance: { userData: "password: x" } } }, "overrides.instance.userData: holds a password"],
    [{ overrides: { instance: { userData: "curl https://a:b@c" } } }, "holds a password in an address"],
    [{ overrides: { instance: { userData: `AGE-SECRET-KEY-1${"Q".repeat(58)}` } } }, "holds an age key"],
    [{ overrides: { instance: { userData: "x".repeat(50_000) } } }, "overrides.instance.userData: has 50000 bytes"],
    [{ overrides: { keypair: { publicKey: "x" } } }, "overrides.keypair.publicKey: not a public key"],
    [{ overrides: { securityGrup: {} } }, 'overrides.securityGrup: unknown argument. Did you mean "securityGroup"?'],
  ])("refuses %j", (args, expected) => {
    const list = found(args);
    expect(list).toHaveLength(1);
    expect(list[0]).toContain(expected);
  });

  it("never shows what looks like a private key", () => {
    const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----";
    expect(found({ sshPublicKey: key }).join()).not.toContain("c2VjcmV0");
    expect(found({ overrides: { instance: { userData: key } } }).join()).not.toContain("c2VjcmV0");
  });

  it("takes an empty list of SSH blocks for a closed door", () => {
    expect(found({ sshCidrs: [] })).toEqual([]);
  });

  it("never throws, whatever it is given", () => {
    const names = ["environment", "sshPublicKey", "role", "flavor", "image", "sshCidrs", "privateAddress", "overrides"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.anything({ withBigInt: true })), (args) => {
        expect(Array.isArray(found(args))).toBe(true);
      }),
    );
  });

  it("lists all of them at once and makes nothing", async () => {
    const attempt = recordProgram(() => {
      new DockerHost("backend", {
        environment: { ...environment, name: "staging", region: { ...environment.region, compute: "" } },
        sshPublickey: "x",
        ingress: [{ name: "ssh-open", port: 22, cidrs: ["0.0.0.0/0"] }],
        overrides: { instanc: {} },
      } as unknown as DockerHostArgs);
    });
    const error = (await attempt.catch((caught: unknown) => caught)) as ArgumentError;
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.findings.map(({ path }) => path)).toEqual([
      "sshPublickey",
      "environment.name",
      "environment.region.compute",
      "overrides.instanc",
      "sshPublicKey",
      "ingress[0].cidrs[0]",
      "opts.providers",
    ]);
  });
});
