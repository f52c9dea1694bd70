/** The corpus as an exported Pulumi state. */
import type { Case } from "../../packages/policies/test/corpus/case.ts";

export interface StateResource {
  readonly urn: string;
  readonly custom: true;
  readonly id: string;
  readonly type: string;
  readonly inputs: object;
  readonly outputs: object;
  readonly protect: boolean;
}

/** What holds data, which a program protects in the engine. */
const stateful = [
  "ovh:CloudProject/database:Database",
  "ovh:CloudProject/storage:Storage",
  "openstack:objectstorage/container:Container",
];

/** One resource of the state for each case, under its id. */
export const resources = (cases: readonly Case[]): StateResource[] =>
  cases.map(({ id, type, inputs }) => ({
    urn: `urn:pulumi:prod::accoreboot::${type}::${id}`,
    custom: true,
    id: `${id}-id`,
    type,
    inputs,
    outputs: inputs,
    protect: stateful.includes(type),
  }));

/** What `pulumi stack export` writes. */
export const stateWith = (judged: readonly StateResource[]) => ({
  version: 3,
  deployment: { manifest: { time: "2026-11-21T00:00:00Z", magic: "", version: "" }, resources: judged },
});

/** The same with the cases as resources. */
export const stateOf = (cases: readonly Case[]) => stateWith(resources(cases));

/** As many cases as that: the given ones again and again, with ids of their own. */
export const repeated = (cases: readonly Case[], count: number): Case[] =>
  Array.from({ length: count }, (_, i) => {
    const each = cases[i % cases.length] as Case;
    return { ...each, id: `${each.id}-${Math.floor(i / cases.length)}` };
  });

/** The case's id, which is the last part of the URN. */
export const idOf = (urn: string): string => urn.slice(urn.lastIndexOf(":") + 1);
