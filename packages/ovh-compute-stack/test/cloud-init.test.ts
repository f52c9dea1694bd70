import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { images } from "@accoreboot/catalogue";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bootFinishedMarker, dockerUserData } from "../src/cloud-init.ts";
import { policyRouting, policyRoutingService } from "../src/policy-routing.ts";

interface CloudConfig {
  package_update: boolean;
  packages: string[];
  write_files: { path: string; permissions: string; content: string }[];
  runcmd: (string | string[])[];
}

const given = { packages: ["docker.io"], loginUser: "debian", subnetCidr: "10.1.0.0/24", marker: bootFinishedMarker };
const text = dockerUserData(given);
const config = parse(text) as CloudConfig;
const file = (path: string) => config.write_files.find((entry) => entry.path === path);

describe("user data of a Docker host", () => {
  it("is a cloud-config document with four sections", () => {
    expect(text.startsWith("#cloud-config\n")).toBe(true);
    expect(Object.keys(config)).toEqual(["package_update", "packages", "write_files", "runcmd"]);
  });

  it.each(Object.keys(images))("C032 installs Docker on %s from its packages, before any command runs", (image) => {
    const packages = images[image]?.docker ?? [];
    const document = parse(dockerUserData({ ...given, packages })) as CloudConfig;
    expect(document.packages).toEqual([...packages, "iptables"]);
    expect(document.packages[0]).toBe("docker.io");
    expect(document.package_update).toBe(true);
  });

  it("C032 starts Docker before the last command asks it", () => {
    const start = config.runcmd.findIndex((command) => command.includes("docker.service"));
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start).toBeLessThan(config.runcmd.length - 1);
  });

  it("C033 brings the routing script and its unit, and starts the unit before Docker", () => {
    expect(file("/usr/local/sbin/policy-routing")).toEqual({
      path: "/usr/local/sbin/policy-routing",
      permissions: "0755",
      content: policyRouting("10.1.0.0/24"),
    });
    expect(file("/etc/systemd/system/policy-routing.service")?.content).toBe(policyRoutingService);
    const at = (unit: string) => config.runcmd.findIndex((command) => command.includes(unit));
    expect(at("policy-routing.service")).toBeGreaterThan(0);
    expect(at("policy-routing.service")).toBeLessThan(at("docker.service"));
    expect(file("/etc/systemd/networkd.conf.d/90-policy-routing.conf")?.content).toContain(
      "ManageForeignRoutingPolicyRules=no",
    );
  });

  it("C034 ends in the marker, and only when Docker answers", () => {
    const last = config.runcmd.at(-1);
    expect(bootFinishedMarker).toBe("/var/lib/cloud/instance/boot-finished-docker");
    expect(last).toMatch(/docker info .* && touch \/var\/lib\/cloud\/instance\/boot-finished-docker$/);
    expect(text.split(bootFinishedMarker)).toHaveLength(2);
  });

  it.each([
    ["leaves the marker when Docker answers", 0, true],
    ["leaves none when Docker does not", 1, false],
  ])("C034 the last command %s", (_, code, marked) => {
    const folder = mkdtempSync(join(tmpdir(), "marker-"));
    const marker = join(folder, "boot-finished-docker");
    writeFileSync(join(folder, "docker"), `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 });
    const document = parse(dockerUserData({ ...given, marker })) as CloudConfig;
    const command = String(document.runcmd.at(-1)).replace("timeout 120", "timeout 1");
    spawnSync("sh", ["-c", command], { env: { ...process.env, PATH: `${folder}:${process.env["PATH"]}` } });
    expect(existsSync(marker)).toBe(marked);
    rmSync(folder, { recursive: true });
  });

  it("is the same text every time, and small", () => {
    expect(dockerUserData({ ...given })).toBe(text);
    expect(Buffer.byteLength(text)).toBeLessThan(16_384);
  });
});

describe("the routing script", () => {
  it("C033 is read by a POSIX shell", () => {
    expect(() => execFileSync("sh", ["-n"], { input: policyRouting("10.1.0.0/24") })).not.toThrow();
  });

  it("C033 looks for the block it was given and for no other", () => {
    expect(policyRouting("192.168.7.0/24")).toContain("block='192.168.7.0/24'");
    expect(policyRouting("192.168.7.0/24")).not.toContain("@BLOCK@");
    expect(policyRouting("192.168.7.0/24")).not.toContain("10.1.0.0");
  });

  it("C033 survives a reboot and a second run", () => {
    expect(policyRoutingService).toContain("WantedBy=multi-user.target");
    expect(policyRoutingService).toContain("Before=docker.service");
    const script = policyRouting("10.1.0.0/24");
    for (const [added, guard] of [
      ["ip -4 rule add priority", "ip -4 rule delete priority"],
      ["ip -4 route add default", "ip -4 route flush table"],
      ["-A PREROUTING", "-C PREROUTING"],
    ] as const) {
      expect(script.indexOf(guard)).toBeGreaterThan(0);
      expect(script.indexOf(guard)).toBeLessThan(script.indexOf(added));
    }
  });
});
