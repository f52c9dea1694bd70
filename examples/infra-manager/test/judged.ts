/** A program of the examples under mocks, in the eyes of the policy pack. */
import type { environments } from "@accoreboot/core";
import { recordProgram } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import { vi } from "vitest";
import { findingsIn, type Recorded } from "../../../packages/policies/src/matchers.ts";
import { asJudged } from "../../../packages/policies/test/hidden.ts";

/** What a stack is called, and what is configured in it. */
export interface Stack {
  readonly project: string;
  readonly environment: (typeof environments)[number];
  /** Without the project's name in front. */
  readonly config?: Readonly<Record<string, string>>;
  /** Names in `config` that are secrets. */
  readonly secrets?: readonly string[];
  /** What `--policy-pack-config` would hold. */
  readonly configuration?: object;
}

/** The SDK's own setters, which its declarations leave out. */
const settings = pulumi.runtime as unknown as Record<"_setProject" | "_setStack", (name: string) => void>;

/** Prices as a cart answers. */
const cart = { cartId: "0", selectedPrices: [{ duration: "P1M", pricingMode: "default" }] };

/** What the program registers, secrets marked as such. */
export async function resourcesOf(program: () => Promise<unknown>, stack: Stack): Promise<Recorded[]> {
  const { project, environment, config = {}, secrets = [] } = stack;
  const named = (name: string) => `${project}:${name}`;
  vi.resetModules(); // A program runs when it is imported.
  const recorded = await recordProgram(async () => {
    const monitor = pulumi.runtime.getMonitor() as unknown as { readonly mocks: pulumi.runtime.Mocks };
    const { call } = monitor.mocks;
    monitor.mocks.call = async (args) => ({ ...(await call(args)), ...cart });
    settings._setProject(project);
    settings._setStack(environment);
    const values = Object.entries(config).map(([name, value]) => [named(name), value]);
    pulumi.runtime.setAllConfig(Object.fromEntries(values), secrets.map(named));
    await program();
  });
  return recorded.map(asJudged);
}

/** What the pack finds in the program, `rule name`: what blocks, and what is advice. */
export async function judged(program: () => Promise<unknown>, stack: Stack) {
  const { environment, configuration = {} } = stack;
  const resources = await resourcesOf(program, stack);
  const found = findingsIn(resources, { environment, configuration }).filter(({ outcome }) => outcome === "FAIL");
  const of = (wanted: string) =>
    found.filter(({ level }) => level === wanted).map(({ rule, name, path }) => `${rule.id} ${name} ${path}`.trim());
  return { resources, blocking: of("mandatory"), advised: of("advisory") };
}
