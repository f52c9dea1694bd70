/** Type of a property, as the SDK declares it. */
export interface PropertyType {
  readonly kind: "string" | "number" | "boolean" | "any" | "array" | "map" | "object" | "asset";
  /** Type of the elements of an array or a map. */
  readonly items?: PropertyType;
  /** Members of an object. Read lazily: types may contain themselves. */
  readonly fields?: Record<string, PropertySpec>;
  /** The only values allowed, where the SDK declares literals. */
  readonly values?: (string | number)[];
}

/** One input or output. */
export interface PropertySpec {
  readonly type: PropertyType;
  readonly required: boolean;
  /** Marked as secret by the SDK: an input by its constructor, an output among the secret outputs. */
  readonly secret?: boolean;
  /**
   * Environment variable that the real provider reads when this input is omitted. Without either, a provider built on
   * Terraform's older SDK refuses at check; one on the plugin framework only when it creates.
   */
  readonly environment?: string;
}

/** How a property differs between two sets of inputs. */
export type Change = "add" | "delete" | "update";

/**
 * When a part of an input replaces the resource: `any` at every change and when a block around it comes or goes,
 * `configured` at every change but its removal, `existing` at every change inside a block that stays,
 * `presence` when it comes or goes itself, `removal` when it goes.
 */
export type ReplacesWhen = "any" | "configured" | "existing" | "presence" | "removal";

/**
 * How the bridge under the real provider tells a difference: `leaves` names every value inside a block that comes or
 * goes and pairs the elements of a set by their place (pulumi-terraform-bridge 3.79, OpenStack); `tree` names the block
 * and pairs by content (3.112, resources of Terraform's older SDK); `inputs` names whole inputs only (plugin framework).
 */
export type Comparison = "leaves" | "tree" | "inputs";

/**
 * A comparison under which two values that differ in writing are the same: a named one, or one that holds wholly while
 * another input of the resource is, or is not, one of the listed values.
 */
export type Sameness =
  | "admin"
  | "anything"
  | "json"
  | "lower"
  | "normalized-json"
  | "quoted"
  | "time"
  | "trim"
  | "unordered"
  | "upper"
  | "zone"
  | { readonly when: "is" | "isNot"; readonly input: string; readonly values: readonly string[] };

/** Which changes of an input are none. Paths are general, such as `nodes[].region`. */
export interface ChangeFacts {
  /** Lists without an order. */
  readonly sets: ReadonlySet<string>;
  /** What stays as the cloud has it when the program stops giving it. */
  readonly kept: ReadonlySet<string>;
  /** Likewise, but not known any more as soon as anything else changes. */
  readonly fresh: ReadonlySet<string>;
  /** What the cloud alone decides, though programs may give it. */
  readonly ignored: ReadonlySet<string>;
  /** What check fills in. */
  readonly defaults: ReadonlyMap<string, unknown>;
  /** Environment variables that check reads, beyond those of which the SDK tells. */
  readonly environment: ReadonlyMap<string, string>;
  readonly same: ReadonlyMap<string, Sameness>;
}

/** What is known of a resource type. */
export interface ResourceContract {
  readonly token: string;
  readonly inputs: Record<string, PropertySpec>;
  /** Outputs without `id`, which every resource has. */
  readonly outputs: Record<string, PropertySpec>;
  /** Inputs that replace the resource whatever changes in them. */
  readonly replaces: ReadonlySet<string>;
  /** Parts of other inputs (`networks[].port`) that replace the resource, and when. */
  readonly replacesAt: ReadonlyMap<string, ReplacesWhen>;
  readonly secretOutputs: ReadonlySet<string>;
  readonly changes: ChangeFacts;
  readonly comparison: Comparison;
  /** Deleted before it is replaced, when the program gave its name: the bridge fears that the two names collide. */
  readonly deletesFirstWhenNamed: boolean;
  /** Older tokens that the SDK's class stands in for. */
  readonly aliases: readonly string[];
}

/** What is known of a data source. */
export interface FunctionContract {
  readonly token: string;
  readonly inputs: Record<string, PropertySpec>;
  readonly outputs: Record<string, PropertySpec>;
}

/** Configuration of a provider, and the SDK that all this was read from. */
export interface ProviderContract {
  readonly inputs: Record<string, PropertySpec>;
  /** Version of the SDK, such as `2.19.1`. */
  readonly version: string;
  /** npm package. */
  readonly sdk: string;
}
