import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkInputs } from "../src/contract/check.ts";
import { resourceContract } from "../src/contract/index.ts";
import { models } from "../src/models.ts";
import type { Properties } from "../src/properties.ts";
import { examples as cloudflare } from "./conformance/cloudflare.ts";
import type { Example } from "./conformance/example.ts";
import { examples as infrastructure } from "./conformance/infrastructure.ts";
import { examples as loadBalancing } from "./conformance/loadbalancing.ts";
import { examples as openstack } from "./conformance/openstack.ts";
import { examples as ovh } from "./conformance/ovh.ts";
import { examples as platform } from "./conformance/platform.ts";
import { examples as v2 } from "./conformance/v2.ts";
import { type Drive, drive, type Thing } from "./drive.ts";

const all: readonly Example[] = [
  ...ovh,
  ...openstack,
  ...loadBalancing,
  ...infrastructure,
  ...platform,
  ...v2,
  ...cloudflare,
];

let cloud: Drive;
const made = new Map<string, Thing>();
const earlier = (token: string): Thing => {
  const thing = made.get(token);
  if (!thing) throw new Error(`no example of ${token} was made before this one`);
  return thing;
};

beforeAll(async () => {
  cloud = drive();
  await cloud.login();
});
afterAll(() => cloud.close());

it("every model has an example, and says how it comes and how many there may be", () => {
  expect([...models.keys()].filter((token) => !all.some((example) => example.token === token))).toEqual([]);
  const silent = [...models.values()].filter((model) => !(model.life || model.immediate));
  expect(silent.map(({ token }) => token)).toEqual([]);
  const countless = [...models.values()].filter((model) => !(model.quota || model.unlimited));
  expect(countless.map(({ token }) => token)).toEqual([]);
});

describe.each(all.map((example) => ({ ...example, key: example.as ?? example.token })))(
  "$key",
  ({ key, token, inputs, change, replace, refused, absent = {}, notImported }) => {
    const model = models.get(token);
    const contract = resourceContract(token);

    it("is refused where the API or the provider refuses", async () => {
      const wrong = { ...inputs(earlier), ...refused.inputs(earlier) };
      await expect(cloud.create(token, wrong, { name: `refused ${key}` })).rejects.toThrow(refused.words);
    });

    it("is made, and shows every output of its contract in its type", async () => {
      const thing = await cloud.create(token, inputs(earlier), { name: key });
      made.set(key, thing);
      const missing = Object.keys(contract?.outputs ?? {}).filter((name) => thing.outputs[name] === undefined);
      expect(missing.sort(), "outputs without a value").toEqual(Object.keys(absent).sort());
      expect(
        checkInputs(contract?.outputs ?? {}, thing.outputs, () => false).filter(
          ({ reason }) => !reason.startsWith("missing"),
        ),
      ).toEqual([]);
      const state = model?.life?.output;
      if (state) expect(thing.outputs[state]).toBe(model?.life?.ready);
    });

    it("reads back as it was answered, and does not differ from itself", async () => {
      const thing = earlier(key);
      expect((await cloud.read(thing))?.outputs).toEqual(thing.outputs);
      expect(await cloud.diff(thing, thing.inputs)).toEqual({});
    });

    it.runIf(change)("changes in place", async () => {
      const before = earlier(key);
      const changes = change?.(earlier) as Properties;
      const after = await cloud.update(before, changes);
      expect(after.id).toBe(before.id);
      const now = await cloud.read(after);
      expect(now?.outputs).toEqual(after.outputs);
      for (const [name, value] of Object.entries(changes)) {
        if (value !== undefined && !model?.neverSent?.[name] && !model?.kept?.[name])
          expect(now?.inputs[name]).toEqual(after.inputs[name]);
      }
      made.set(key, after);
    });

    it.runIf(replace)("is replaced where it cannot change", async () => {
      const changed = { ...earlier(key).inputs, ...replace?.(earlier) };
      expect(await cloud.replaces(earlier(key), changed)).not.toEqual([]);
    });

    it.runIf(!notImported)("is imported by the id that the provider documents", async () => {
      const thing = earlier(key);
      const part = (name: string) => (name === "id" ? thing.id : String(thing.inputs[name]));
      const id = model?.importId?.replace(/\w+/g, part) ?? thing.id;
      const found = await cloud.import(token, id);
      expect(found?.id).toBe(thing.id);
      expect(await cloud.diff(found as Thing, thing.inputs)).toEqual({});
    });
  },
);

describe("taking everything down", () => {
  it.each([...all].reverse())("$token $as goes, twice without harm", async ({ token, as }) => {
    const thing = made.get(as ?? token);
    if (!thing) return;
    await cloud.delete(thing);
    expect(await cloud.read(thing)).toBeUndefined();
    await cloud.delete(thing);
  });
});
