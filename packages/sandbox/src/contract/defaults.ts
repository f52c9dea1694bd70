import { type Environment, excluded } from "./allowed.ts";
import { elementPlace, inputPlace, isMembers, type Members, memberPlace, type Place } from "./compare/place.ts";
import type { ResourceContract } from "./types.ts";

/**
 * Inputs as the real provider's check gives them back: with its defaults and what the environment stands in for, at any
 * depth, but for what may not stand beside a given input. `names` are the top-level inputs filled in. The plugin
 * framework fills in nothing at check.
 */
export function withDefaults(
  contract: ResourceContract,
  inputs: Members,
  environment: Environment = process.env,
): { readonly inputs: Record<string, unknown>; readonly names: readonly string[] } {
  if (contract.comparison === "inputs") return { inputs: { ...inputs }, names: [] };
  const given = Object.entries(inputs).map(
    ([name, value]) => [name, deepened(contract, inputPlace(contract, name), value)] as const,
  );
  const variables = [
    ...Object.entries(contract.inputs).map(([name, spec]) => [name, spec.environment] as const),
    ...contract.changes.environment,
  ];
  const environs = variables.flatMap(([name, variable]) => {
    const value = variable && environment[variable];
    return value ? [[name, value] as const] : [];
  });
  const plain = [...contract.changes.defaults].filter(([path]) => !/[.[]/.test(path));
  const filled = [...new Map([...plain, ...environs])].filter(
    ([name]) => inputs[name] === undefined && !excluded(contract.token, name, inputs),
  );
  return { inputs: Object.fromEntries([...given, ...filled]), names: filled.map(([name]) => name).sort() };
}

function deepened(contract: ResourceContract, place: Place, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, i) => deepened(contract, elementPlace(place, i), item));
  if (!isMembers(value) || place.type.kind !== "object") return value;
  const members = Object.keys({ ...value, ...place.type.fields }).map((name) => {
    const member = memberPlace(place, name, (key) => `.${key}`);
    const inner = value[name] === undefined ? contract.changes.defaults.get(member.general) : value[name];
    return [name, deepened(contract, member, inner)] as const;
  });
  return Object.fromEntries(members.filter(([, inner]) => inner !== undefined));
}
