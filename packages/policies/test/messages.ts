/** Messages of the analyzer protocol, as the engine sends them. */
import type {
  AnalyzeRequest,
  AnalyzerStackConfigureRequest,
  ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb.js";
import { messages, Struct } from "../src/server/stubs.ts";

export interface Sent {
  readonly type: string;
  readonly name?: string;
  readonly stack?: string;
  readonly inputs: object;
  readonly options?: { readonly protect?: boolean | undefined; readonly ignoreChanges?: readonly string[] };
  readonly provider?: { readonly type: string; readonly name?: string; readonly properties: object } | undefined;
}

type Resource = Pick<AnalyzeRequest, "setType" | "setName" | "setUrn" | "setProperties" | "setOptions" | "setProvider">;

function filled<T extends Resource>(
  message: T,
  { type, name = "it", stack = "prod", inputs, options, provider }: Sent,
): T {
  message.setType(type);
  message.setName(name);
  message.setUrn(`urn:pulumi:${stack}::shop::${type}::${name}`);
  message.setProperties(Struct.fromJavaScript(plain(inputs)));
  const given = new messages.AnalyzerResourceOptions();
  given.setProtect(options?.protect ?? false);
  given.setIgnorechangesList([...(options?.ignoreChanges ?? [])]);
  message.setOptions(given);
  if (provider) {
    const made = new messages.AnalyzerProviderResource();
    made.setType(provider.type);
    made.setName(provider.name ?? "provider");
    made.setUrn(`urn:pulumi:${stack}::shop::${provider.type}::${provider.name ?? "provider"}`);
    made.setProperties(Struct.fromJavaScript(plain(provider.properties)));
    message.setProvider(made);
  }
  return message;
}

/** Without the properties that are undefined: the protocol has none. */
const plain = (value: object) => JSON.parse(JSON.stringify(value)) as object;

/** The message about one resource, before it is made or changed. */
export const analyzeRequest = (sent: Sent): AnalyzeRequest => filled(new messages.AnalyzeRequest(), sent);

/** The message about all of them, at the end. */
export function analyzeStackRequest(all: readonly Sent[]) {
  const request = new messages.AnalyzeStackRequest();
  request.setResourcesList(all.map((sent) => filled(new messages.AnalyzerResource(), sent)));
  return request;
}

export function stackRequest(
  stack: string,
  config: Readonly<Record<string, string>> = {},
  preview = true,
): AnalyzerStackConfigureRequest {
  const request = new messages.AnalyzerStackConfigureRequest();
  request.setStack(stack);
  request.setProject("shop");
  request.setDryRun(preview);
  for (const [key, value] of Object.entries(config)) request.getConfigMap().set(key, value);
  return request;
}

/** The configuration as the engine sends it: a level for each entry, and its properties. */
export function configureRequest(
  entries: Readonly<Record<string, { level?: number; properties?: object }>>,
): ConfigureAnalyzerRequest {
  const request = new messages.ConfigureAnalyzerRequest();
  for (const [name, { level = 1, properties = {} }] of Object.entries(entries)) {
    const entry = new messages.PolicyConfig();
    entry.setEnforcementlevel(level as never);
    entry.setProperties(Struct.fromJavaScript(plain(properties)));
    request.getPolicyconfigMap().set(name, entry);
  }
  return request;
}
