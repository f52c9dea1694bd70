import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Schedule } from "../src/faults/schedule.ts";
import { departure, stateAt, timeline } from "../src/life.ts";
import { models } from "../src/models.ts";
import { drawing, newId } from "../src/random.ts";
import { type Drive, drive } from "./drive.ts";

const network = "ovh:CloudProject/networkPrivate:NetworkPrivate";

let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

const inputs = () => ({ serviceName: cloud.project, name: "net", regions: ["GRA11"], vlanId: 7 });

describe("a timeline", () => {
  it("gives the state at each moment", () => {
    const line = timeline(
      [
        ["PENDING", 30],
        ["CREATING", 270],
      ],
      "READY",
      1000,
    );
    expect([0, 1000, 30_999, 31_000, 300_999, 301_000].map((at) => stateAt(line, at))).toEqual([
      "PENDING",
      "PENDING",
      "PENDING",
      "CREATING",
      "CREATING",
      "READY",
    ]);
    expect(line.settles).toBe(301_000);
    expect(departure([["DELETING", 10]], 0)).toMatchObject({ settles: 10_000, leaves: 10_000 });
  });
});

describe("waiting", () => {
  const life = models.get(network)?.life;
  const making = (life?.making ?? []).reduce((sum, [, seconds]) => sum + seconds, 0);

  it("moves the virtual time and takes no real time", async () => {
    const [before, began] = [cloud.cloud.clock.now(), performance.now()];
    const made = await cloud.create(network, inputs());
    expect(cloud.cloud.clock.now() - before).toBeGreaterThanOrEqual(making * 1000);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(made.outputs["status"]).toBe("ACTIVE");
  });

  it("takes real time at a pace that is set, and shows what is under way meanwhile", async () => {
    cloud.cloud.clock.set({ scale: making / 2, skips: false });
    const began = performance.now();
    const makingFor2s = cloud.create(network, inputs());
    await expect.poll(() => cloud.cloud.store.entries(network).length).toBe(1);
    const [entry] = cloud.cloud.store.entries(network);
    expect(entry && stateAt(entry.timeline, cloud.cloud.clock.now())).toBe("BUILDING");
    await makingFor2s;
    expect(performance.now() - began).toBeGreaterThanOrEqual(1990);
  });

  it("ends with the provider's patience: the network is there, and no state knows it (network.timeout-leaks)", async () => {
    await expect(cloud.create(network, inputs(), { timeout: 5 })).rejects.toThrow(/timeout while waiting.*ACTIVE/);
    expect(cloud.cloud.store.entries(network)).toHaveLength(1);
  });

  it("stands still at scale 0, moved by waits alone", () => {
    const start = Date.UTC(2026, 0, 1);
    cloud.cloud.clock.set({ scale: 0, skips: true }, start);
    expect(cloud.cloud.clock.now()).toBe(start);
    cloud.cloud.clock.advance(60_000);
    expect(cloud.cloud.clock.now()).toBe(start + 60_000);
  });

  it("is stretched by a fault", async () => {
    new Schedule(cloud.cloud.store).order({ event: "slow", seconds: 600 });
    const before = cloud.cloud.clock.now();
    await cloud.create(network, inputs());
    expect(cloud.cloud.clock.now() - before).toBeGreaterThanOrEqual((600 + making) * 1000);
  });
});

it("a deletion that is refused with 409 is asked for again, until what is in the way is gone", async () => {
  await cloud.login();
  const network = await cloud.create("openstack:networking/network:Network", { name: "n" });
  const subnet = "openstack:networking/subnet:Subnet";
  const inside = await cloud.create(subnet, { networkId: network.id, cidr: "10.3.0.0/24" });
  await cloud.create("openstack:networking/port:Port", { networkId: network.id, fixedIps: [{ subnetId: inside.id }] });
  const [port] = cloud.cloud.store.entries("openstack:networking/port:Port");
  const going = cloud.delete(network);
  await cloud.delete(port as { token: string; id: string });
  await cloud.delete(inside);
  await going;
  expect(cloud.cloud.store.entries("openstack:networking/network:Network")).toEqual([]);
});

it("a seed makes identifiers and passwords the same in every sandbox", async () => {
  const other = drive();
  const made = await Promise.all(
    [cloud, other].map((one) => {
      one.cloud.store.setting("seed", "fixed");
      return one.create("ovh:CloudProject/user:User", { serviceName: one.project, description: "u", roleNames: [] });
    }),
  );
  other.close();
  expect(made[0]?.id).toBe(made[1]?.id);
  expect(made[0]?.outputs["password"]).toBe(made[1]?.outputs["password"]);
});

it("never gives an id twice, not that of something gone either", () => {
  const given = new Set<string>();
  for (let n = 0; n < 9; n++)
    given.add(
      drawing(
        undefined,
        (id) => given.has(id),
        () => newId.number(1),
      ),
    );
  expect(given.size).toBe(9);
});
