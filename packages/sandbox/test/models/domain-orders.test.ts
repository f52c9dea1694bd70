import { afterEach, beforeEach, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive } from "../drive.ts";
import { answered } from "./answered.ts";

let cloud: Drive;
beforeEach(() => {
  cloud = drive();
});
afterEach(() => cloud.close());

const cart = async (ovhSubsidiary: string) =>
  (await answered(cloud, "ovh:Order/getCart:getCart", { ovhSubsidiary }))["cartId"];
const plan = async (inputs: Properties, subsidiary = "FR") =>
  answered(cloud, "ovh:Order/getCartProductPlan:getCartProductPlan", {
    cartId: await cart(subsidiary),
    priceCapacity: "renew",
    ...inputs,
  });

it.each([
  ["FR", "project.2018"],
  ["US", "project"],
])("sells in %s a project as plan %s for a month (ovh-facts 2)", async (subsidiary, planCode) => {
  const { selectedPrices } = await plan({ product: "cloud", planCode }, subsidiary);
  expect(selectedPrices).toMatchObject([{ duration: "P1M", pricingMode: "default", priceInUcents: 0 }]);
});

it("orders a project with what a cart answers", async () => {
  const { planCode, selectedPrices } = await plan({ product: "cloud", planCode: "project.2018" });
  const [{ duration, pricingMode } = {}] = selectedPrices as Properties[];
  const inputs = { ovhSubsidiary: "FR", plan: { duration, planCode, pricingMode }, description: "ordered" };
  expect((await cloud.create("ovh:CloudProject/project:Project", inputs)).outputs["projectId"]).toMatch(
    /^[0-9a-f]{32}$/,
  );
});

it("lists the plans of a product, and what goes with them", async () => {
  const cartId = await cart("FR");
  const { results } = await answered(cloud, "ovh:Order/getCartProduct:getCartProduct", { cartId, product: "cloud" });
  expect((results as Properties[]).map(({ planCode }) => planCode)).toEqual(["project.2018"]);
  const on = { cartId, product: "cloud", planCode: "project.2018" };
  const options = await answered(cloud, "ovh:Order/getCartProductOptions:getCartProductOptions", on);
  expect(options["results"]).toContainEqual(
    expect.objectContaining({ planCode: "certification.hds.2018", mandatory: false }),
  );
  const option = { ...on, optionsPlanCode: "vrack", priceCapacity: "renew" };
  const chosen = await answered(cloud, "ovh:Order/getCartProductOptionsPlan:getCartProductOptionsPlan", option);
  expect(chosen).toMatchObject({ id: "vrack", planCode: "project.2018", selectedPrices: [{ duration: "P1M" }] });
});

it.each<[string, Properties, RegExp]>([
  ["a plan of another subsidiary", { product: "cloud", planCode: "project" }, /Your query returned no results/],
  [
    "a capacity that has no price",
    { product: "cloud", planCode: "project.2018", priceCapacity: "upgrade" },
    /returned no results/,
  ],
  ["a product that is none", { product: "toaster", planCode: "one" }, /product = toaster/],
  ["a cart that is not there", { product: "cloud", planCode: "project.2018", cartId: "x" }, /cartId = x/],
])("does not find %s", async (_what, inputs, words) => {
  await expect(plan(inputs)).rejects.toThrow(words);
});

it("keeps a cart for a day unless told", async () => {
  const token = "ovh:Order/getCart:getCart";
  const { expire } = await answered(cloud, token, { ovhSubsidiary: "FR" });
  expect(Date.parse(String(expire))).toBeGreaterThan(cloud.cloud.clock.now());
  const told = "2040-01-01T00:00:00+00:00";
  expect((await answered(cloud, token, { ovhSubsidiary: "FR", expire: told }))["expire"]).toBe(told);
});

it("opens no cart for an unknown subsidiary", async () => {
  await expect(cart("XX")).rejects.toThrow(/\(XX\) is not valid/);
});
