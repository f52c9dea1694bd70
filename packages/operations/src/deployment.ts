/** A stack's state as `pulumi stack export` writes it: secrets are ciphertext. */
export interface Deployment {
  readonly version: number;
  readonly deployment: {
    readonly secrets_providers?: unknown;
    readonly resources?: readonly Resource[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource: Resource }[];
  };
}

/** One resource in a state. */
export interface Resource {
  readonly urn: string;
  readonly type?: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly [property: string]: unknown;
}

/** Marks an encrypted value in a state; constant of Pulumi's SDK. */
const secretMark = "4dabf18193072939515e22adb298388d";
/** What changes from one update to the next without any change: times, and places in the source. */
const passing = new Set(["created", "modified", "sourcePosition", "stackTrace"]);
/** Lists without an order of their own. */
const unordered = new Set(["dependencies", "propertyDependencies"]);

/** Whether there is anything in it: a stack that was only made holds nothing. */
export const holds = (state: Deployment | undefined): state is Deployment =>
  (state?.deployment.resources?.length ?? 0) > 0 || (state?.deployment.pending_operations?.length ?? 0) > 0;

/** URNs of its resources, sorted. */
export const urns = (state: Deployment): string[] => (state.deployment.resources ?? []).map(({ urn }) => urn).sort();

/**
 * Whether two states describe the same resources. Pulumi encrypts every secret anew with each write, so that ciphertexts
 * are not compared; that the secrets' key is the same one is. Nor is what is under way: an import leaves it out.
 */
export const sameState = (a: Deployment, b: Deployment): boolean => JSON.stringify(core(a)) === JSON.stringify(core(b));

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function core({ deployment }: Deployment) {
  const resources = [...(deployment.resources ?? [])].sort((a, b) => order(a.urn, b.urn));
  return canonical([resources, deployment.secrets_providers]);
}

/** The same value with names in order and without what passes. */
function canonical(value: unknown, sorted = false): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item));
    return sorted ? items.sort() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const isSecret = Object.hasOwn(value, secretMark);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !passing.has(name) && !(isSecret && name === "ciphertext"))
      .sort(([a], [b]) => order(a, b))
      .map(([name, inner]) => [name, canonical(inner, sorted || unordered.has(name))]),
  );
}
