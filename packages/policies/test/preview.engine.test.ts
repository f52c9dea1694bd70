import { fileURLToPath } from "node:url";
import type { Program } from "@accoreboot/sandbox";
import { running } from "@accoreboot/testing";
import { describe, expect, it } from "vitest";

const pack = fileURLToPath(new URL("..", import.meta.url));

/** A database on the bare SDK, in a network that is made in the same run: its id is unknown in the preview. */
const program = (database: string) => `
const ovh = require("@ovhcloud/pulumi-ovh");
const serviceName = "00000000000000000000000000005eed";
const network = new ovh.cloudproject.NetworkPrivate("network", { serviceName, name: "net", regions: ["GRA11"] });
const networkId = network.regionsOpenstackIds.apply((ids) => ids.GRA11);
const subnet = new ovh.cloudproject.NetworkPrivateSubnetV2("subnet", {
  serviceName, networkId, region: "GRA11", cidr: "10.1.0.0/24", name: "sub",
});
new ovh.cloudproject.Database("db", {
  serviceName, engine: "postgresql", version: "17", plan: "essential", flavor: "db1-4",
  nodes: [{ region: "GRA", networkId, subnetId: subnet.id }], ipRestrictions: [{ ip: "10.1.0.0/24" }], ...${database}
});
`;

async function previewed(database: string, work: (run: Program, code: number, stdout: string) => void) {
  const run = await running({ source: program(database) });
  try {
    const { code, stdout } = await run.preview("--policy-pack", pack);
    work(run, code, stdout);
    expect(run.sandbox.journal().filter(({ operation }) => operation === "create")).toEqual([]);
  } finally {
    await run.close();
  }
}

describe("the pack in a real preview, with parts of the input unknown", () => {
  it("C040 lets a private PostgreSQL 17 pass: a network that is not known yet counts as one", async () => {
    await previewed("{}", (_run, code, stdout) => {
      expect(code, stdout).toBe(0);
      expect(stdout).not.toContain("[mandatory]");
    });
  });

  it("C037 blocks PostgreSQL 18 beside unknown values", async () => {
    await previewed('{ version: "18" }', (_run, code, stdout) => {
      expect(code).not.toBe(0);
      expect(stdout).toMatch(/\[mandatory\][\s\S]*DB001 at version/);
      expect(stdout).toContain("TimescaleDB");
    });
  });

  it("C040 blocks a range open to the world behind one that is unknown", async () => {
    await previewed(
      '{ ipRestrictions: [{ ip: subnet.gatewayIp.apply((ip) => ip + "/32") }, { ip: "0.0.0.0/0" }] }',
      (_run, code, stdout) => {
        expect(code).not.toBe(0);
        expect(stdout).toMatch(/\[mandatory\][\s\S]*DB003 at ipRestrictions\[1\]/);
      },
    );
  });

  it("C039 C040 blocks a database outside the private network", async () => {
    await previewed('{ nodes: [{ region: "GRA" }] }', (_run, code, stdout) => {
      expect(code).not.toBe(0);
      expect(stdout).toMatch(/\[mandatory\][\s\S]*DB004 at nodes\[0\]/);
    });
  });

  it("C037 does not block a version that is not known yet, and says that it cannot be proved", async () => {
    await previewed('{ version: network.status.apply(() => "18") }', (_run, code, stdout) => {
      expect(code, stdout).toBe(0);
      expect(stdout).toMatch(/\[advisory\][\s\S]*version/);
    });
  });

  it("C037 blocks that version at up, when it is known, before the database is made", async () => {
    const run = await running({ source: program('{ version: network.status.apply(() => "18") }') });
    try {
      const { code, stdout } = await run.up("--policy-pack", pack);
      expect(code).not.toBe(0);
      expect(stdout).toMatch(/\[mandatory\][\s\S]*DB001/);
      expect(run.sandbox.entries().filter(({ token }) => token.includes("database"))).toEqual([]);
    } finally {
      await run.close();
    }
  });
});
