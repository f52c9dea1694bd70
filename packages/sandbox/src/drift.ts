import { checkInputs } from "./contract/check.ts";
import { resourceContract } from "./contract/index.ts";
import { SandboxError } from "./directory.ts";
import { equal, type Properties } from "./properties.ts";
import type { Entry, Store } from "./store.ts";

/** Finds one thing by its id, its URN or its logical name; refuses none and several by name. */
export function thingCalled(store: Store, word: string): Entry {
  const found = store.entries().filter(({ id, urn }) => id === word || urn === word || urn.split("::").at(-1) === word);
  if (found.length === 1) return found[0] as Entry;
  if (found.length === 0) throw new SandboxError(`nothing is called ${word}. "ovh-sandbox ls" lists what exists`);
  const list = found.map(({ token, id }) => `  ${token}  ${id}`).join("\n");
  throw new SandboxError(`${found.length} things are called ${word}; give the id of one:\n${list}`);
}

/**
 * Changes a property of a thing behind the engine's back, as somebody at a console would: what a refresh finds.
 *
 * @param path such as `description` or `nodes[0].region`; a value of undefined takes the property away
 */
export function drift(store: Store, entry: Entry, path: string, value: unknown): void {
  const [name = path, ...rest] = parts(path);
  const contract = resourceContract(entry.token);
  const isInput = contract ? Object.hasOwn(contract.inputs, name) : true;
  if (contract && !isInput && !Object.hasOwn(contract.outputs, name)) {
    const known = Object.keys(contract.outputs).sort().join(", ");
    throw new SandboxError(`${entry.token} has no property ${name}. It has ${known}`);
  }
  const outputs = withValue(entry.outputs, [name, ...rest], value) as Properties;
  const inputs = isInput ? (withValue(entry.inputs, [name, ...rest], value) as Properties) : entry.inputs;
  if (equal(outputs, entry.outputs) && equal(inputs, entry.inputs))
    throw new SandboxError(`${path} of ${entry.id} is so already`);
  const wrong = contract ? checkInputs(contract.outputs, { [name]: outputs[name] }, () => false) : [];
  const type = wrong.find(({ reason }) => /^(expected|unknown)/.test(reason));
  if (type) throw new SandboxError(`${type.path} of ${entry.token}: ${type.reason}`);
  store.put({ ...entry, inputs, outputs });
}

const parts = (path: string) => path.split(/[.[\]]+/).filter((part) => part !== "");

function withValue(whole: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(whole)) {
    const copy = [...whole];
    const index = Number(name);
    if (!Number.isInteger(index) || index < 0 || index > copy.length)
      throw new SandboxError(`${name} is no place in a list`);
    copy[index] = withValue(copy[index], rest, value);
    return copy;
  }
  const object = typeof whole === "object" && whole !== null ? (whole as Properties) : {};
  const inner = withValue(object[name], rest, value);
  const { [name]: _old, ...others } = object;
  return inner === undefined ? others : { ...others, [name]: inner };
}
