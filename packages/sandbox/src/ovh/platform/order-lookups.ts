import { type OrderPlan, orderPlans, subsidiaries } from "@accoreboot/catalogue";
import type { Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import { stamp, text } from "../../text.ts";
import { absent, bad, unsent } from "./refusals.ts";

const nothingFound = "Your query returned no results. Please change your search criteria and try again.";
const dollars = ["ASIA", "AU", "CA", "IN", "QC", "SG", "US", "WE", "WS"];

/** The cart of a subsidiary: the same at every call, where the real one is new each time. */
const cartOf = (subsidiary: string) => idOf(`cart ${subsidiary}`);

/** A shopping cart. Nothing is kept in it: what is ordered, the resources order themselves. */
export const getCart: Lookup = {
  token: "ovh:Order/getCart:getCart",
  call(call) {
    const subsidiary = text(call.inputs, "ovhSubsidiary");
    if (!subsidiaries.some((known) => known === subsidiary))
      bad(`[ovhSubsidiary] Given data (${subsidiary}) is not valid`);
    const cartId = cartOf(subsidiary);
    const expire = text(call.inputs, "expire") || stamp({ now: call.now + 86_400_000 });
    return { ...call.inputs, id: cartId, cartId, expire, items: [], readOnly: false };
  },
};

/** The plans of a product. */
export const getCartProduct: Lookup = {
  token: "ovh:Order/getCartProduct:getCartProduct",
  call({ inputs }) {
    const results = Object.entries(plansOf(inputs)).map(([code, plan]) => sold(inputs, code, plan));
    return { ...inputs, id: idOf(JSON.stringify(results)), results };
  },
};

/** A plan of a product, with the price of a capacity: what an order names. */
export const getCartProductPlan: Lookup = {
  token: "ovh:Order/getCartProductPlan:getCartProductPlan",
  call({ inputs }) {
    const code = text(inputs, "planCode");
    return {
      ...inputs,
      id: code,
      ...chosen(inputs, sold(inputs, code, plansOf(inputs)[code] ?? unsent(nothingFound))),
    };
  },
};

/** What can be ordered along with a plan. */
export const getCartProductOptions: Lookup = {
  token: "ovh:Order/getCartProductOptions:getCartProductOptions",
  call({ inputs }) {
    const options = plansOf(inputs)[text(inputs, "planCode")]?.options ?? {};
    const results = Object.entries(options).map(([code, plan]) => ({ ...sold(inputs, code, plan), ...beside(code) }));
    return { ...inputs, id: idOf(JSON.stringify(results)), results };
  },
};

/** An option of a plan, with the price of a capacity. */
export const getCartProductOptionsPlan: Lookup = {
  token: "ovh:Order/getCartProductOptionsPlan:getCartProductOptionsPlan",
  call({ inputs }) {
    const code = text(inputs, "optionsPlanCode");
    const plan = plansOf(inputs)[text(inputs, "planCode")]?.options[code] ?? unsent(nothingFound);
    const { planCode: _planCode, ...shown } = chosen(inputs, sold(inputs, code, plan));
    return { ...inputs, id: code, ...shown, ...beside(code) };
  },
};

/** Plans that the cart's subsidiary sells. */
function plansOf(inputs: Properties): { readonly [planCode: string]: OrderPlan } {
  const subsidiary = subsidiaryOf(inputs);
  const product = text(inputs, "product");
  const plans = orderPlans[product] ?? absent(`The requested object (product = ${product}) does not exist`);
  const foreign = subsidiary === "US" ? "project.2018" : "project";
  return Object.fromEntries(Object.entries(plans).filter(([code]) => code !== foreign));
}

function subsidiaryOf(inputs: Properties): string {
  const cart = text(inputs, "cartId");
  return (
    subsidiaries.find((name) => cartOf(name) === cart) ??
    absent(`The requested object (cartId = ${cart}) does not exist`)
  );
}

const beside = (family: string): Properties => ({ exclusive: false, mandatory: false, family });

/** A plan as the API describes it. The sandbox sells for nothing. */
function sold(inputs: Properties, planCode: string, { name, duration }: OrderPlan): Properties {
  const currencyCode = dollars.includes(subsidiaryOf(inputs)) ? "USD" : "EUR";
  const price = {
    capacities: ["renew", "installation"],
    description: "rental, without its price",
    duration,
    interval: 1,
    maximumQuantity: 1,
    maximumRepeat: 0,
    minimumQuantity: 1,
    minimumRepeat: 1,
    priceInUcents: 0,
    prices: [{ currencyCode, text: `0.00 ${currencyCode}`, value: 0 }],
    pricingMode: "default",
    pricingType: "rental",
  };
  return { planCode, productName: name, productType: "delivery", prices: [price] };
}

/** A plan with the price that has the capacity asked for. */
function chosen(inputs: Properties, plan: Properties): Properties {
  const capacity = text(inputs, "priceCapacity");
  const prices = plan["prices"] as { readonly capacities: readonly string[] }[];
  const selected = prices.filter(({ capacities }) => capacities.includes(capacity));
  return selected.length > 0 ? { ...plan, selectedPrices: selected } : unsent(nothingFound);
}
