/**
 * Runs a program under Pulumi mocks and writes down what it registers. Proves construction only: mocks judge no value,
 * know no duplicate and keep no state.
 */
import * as pulumi from "@pulumi/pulumi";
import { mockState } from "./mock-state.ts";

/** One resource as the program registered it. */
export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  /** Inputs in the clear; {@link secretInputs} names those that were secret. */
  readonly inputs: { readonly [name: string]: unknown };
  readonly secretInputs: readonly string[];
  /** Logical name of the parent, empty at the top. */
  readonly parent: string;
  /** Logical name of the explicit provider, empty for the default one. */
  readonly provider: string;
  /** Logical names of everything it waits for, sorted. */
  readonly dependsOn: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  /** Seconds or Pulumi's form, as given. */
  readonly timeouts: { readonly create: string; readonly update: string; readonly delete: string };
}

/** Registers what `program` makes, in the order of registration, components included. Rejects when the program does. */
export async function recordProgram(program: () => unknown): Promise<RecordedResource[]> {
  const recorded: RecordedResource[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => mockState(args),
      call: ({ inputs }) => ({ ...inputs, ca: "-----BEGIN CERTIFICATE-----" }),
    },
    "project",
    "stack",
  );
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    recorded.push(read(request));
    return register(request, callback);
  };
  await program();
  await pulumi.runtime.disconnect();
  return recorded;
}

/** The one resource of that type and name; throws when there is none. */
export function recordedOf(recorded: readonly RecordedResource[], type: string, name: string): RecordedResource {
  const found = recorded.find((resource) => resource.type === type && resource.name === name);
  if (found) return found;
  const known = recorded.map((resource) => `${resource.type} ${resource.name}`).join("\n  ");
  throw new Error(`no ${type} ${name} among\n  ${known}`);
}

/** The value of an output, with whether it is secret. */
export async function settled<T>(output: pulumi.Output<T>): Promise<{ value: T; secret: boolean }> {
  const secret = await pulumi.isSecret(output);
  const value = await new Promise<T>((resolve) => pulumi.unsecret(output).apply((given) => resolve(given as T)));
  return { value, secret };
}

// biome-ignore lint/suspicious/noExplicitAny: a protobuf message whose class the SDK does not export
type Request = any;
interface Monitor {
  registerResource(request: Request, callback: unknown): unknown;
}

function read(request: Request): RecordedResource {
  const inputs = pulumi.runtime.deserializeProperties(request.getObject()) as { [name: string]: unknown };
  const timeouts = request.getCustomtimeouts();
  return {
    type: request.getType(),
    name: request.getName(),
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, unwrapped(value)])),
    secretInputs: Object.keys(inputs).filter((name) => pulumi.runtime.isRpcSecret(inputs[name])),
    parent: nameOf(request.getParent()),
    provider: nameOf(String(request.getProvider()).split("::").slice(0, 4).join("::")),
    dependsOn: (request.getDependenciesList() as string[]).map(nameOf).sort(),
    protect: request.getProtect() === true,
    retainOnDelete: request.getRetainondelete() === true,
    deleteBeforeReplace: request.getDeletebeforereplace() === true,
    timeouts: {
      create: timeouts?.getCreate() ?? "",
      update: timeouts?.getUpdate() ?? "",
      delete: timeouts?.getDelete() ?? "",
    },
  };
}

function unwrapped(value: unknown): unknown {
  return pulumi.runtime.isRpcSecret(value) ? pulumi.runtime.unwrapRpcSecret(value) : value;
}

function nameOf(urn: string): string {
  return urn.split("::")[3] ?? "";
}
