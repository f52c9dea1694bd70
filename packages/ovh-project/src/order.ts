import { timeouts } from "@accoreboot/catalogue";
import { ArgumentError } from "@accoreboot/core";
import * as ovh from "@ovhcloud/pulumi-ovh";
import * as pulumi from "@pulumi/pulumi";
import type { CartQuestion, PlannedOrder } from "./order.plan.ts";

/** A price of a plan, as far as an order needs it. */
export interface Price {
  readonly duration: string;
  readonly pricingMode: string;
}

/**
 * Orders the project. It is bought once: to the provider, another plan, option or subsidiary is another project, and a
 * changed catalogue would replace the one that is in use. Changes of these three are therefore left aside.
 */
export function orderProject(
  subject: string,
  name: string,
  { args, cart, protect }: PlannedOrder,
  parent: pulumi.Resource,
): ovh.cloudproject.Project {
  const price = cart && priced(subject, cart, parent);
  const plan = price
    ? { ...(args.plan as object), duration: price.duration, pricingMode: price.pricingMode }
    : args.plan;
  return new ovh.cloudproject.Project(
    `${name}-project`,
    { ...args, plan: plan as ovh.cloudproject.ProjectArgs["plan"] },
    {
      parent,
      protect,
      retainOnDelete: protect,
      ignoreChanges: ["plan", "planOptions", "ovhSubsidiary"],
      customTimeouts: timeouts.project,
    },
  );
}

/** Puts an existing project into a vRack. */
export function attachVrack(
  name: string,
  projectId: pulumi.Input<string>,
  vrackId: pulumi.Input<string>,
  parent: pulumi.Resource,
): ovh.vrack.CloudProject {
  // A project is in one vRack at a time, so it has to leave the old one first.
  return new ovh.vrack.CloudProject(
    `${name}-vrack`,
    { serviceName: vrackId, projectId },
    { parent, protect: false, deleteBeforeReplace: true },
  );
}

/**
 * Duration and pricing mode as a cart of the account sells the plan. Nothing is put into the cart, which expires by
 * itself. The two look-ups are awaited here, because one that fails as an output ends the program with a stack.
 */
function priced(subject: string, cart: CartQuestion, parent: pulumi.Resource): pulumi.Output<Price> {
  const { planCode } = cart;
  return pulumi.output(cart.ovhSubsidiary).apply(async (ovhSubsidiary) => {
    const answer = await ovh.order
      .getCart({ ovhSubsidiary }, { parent })
      .then(({ cartId }) =>
        ovh.order.getCartProductPlan({ cartId, priceCapacity: "renew", product: "cloud", planCode }, { parent }),
      )
      .catch((error: Error) => error);
    if (answer instanceof Error) throw noPrice(subject, cart, `Try again later (the answer was: ${answer.message})`);
    return priceOf(subject, cart, answer.selectedPrices);
  });
}

/**
 * The first price that fits what was given, of those that a cart answered with.
 * @throws ArgumentError where there is none
 */
export function priceOf(
  subject: string,
  { planCode, duration, pricingMode }: Omit<CartQuestion, "ovhSubsidiary">,
  prices: readonly Price[] | undefined,
): Price {
  const found = (prices ?? []).find(
    (price) =>
      price.duration &&
      price.pricingMode &&
      [undefined, price.duration].includes(duration) &&
      [undefined, price.pricingMode].includes(pricingMode),
  );
  if (found) return { duration: found.duration, pricingMode: found.pricingMode };
  const offered = (prices ?? []).map((price) => `${price.duration} with ${price.pricingMode}`).join(", ");
  throw noPrice(subject, { planCode, duration, pricingMode }, offered ? `It has ${offered}` : "Try again later");
}

function noPrice(
  subject: string,
  { planCode, duration, pricingMode }: Omit<CartQuestion, "ovhSubsidiary">,
  hint: string,
): ArgumentError {
  const wanted = [duration, pricingMode].filter((part) => part !== undefined).join(" with ");
  const finding = {
    path: "order",
    problem: `the cart has no price for the plan ${JSON.stringify(planCode)}${wanted && ` and ${wanted}`}`,
    remedy: `${hint}, or give overrides.project.plan whole`,
  };
  return new ArgumentError(subject, [finding], "late");
}
