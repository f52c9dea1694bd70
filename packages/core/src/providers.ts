import type * as pulumi from "@pulumi/pulumi";
import type { Finding } from "./finding.ts";

/**
 * A finding when a component was given no provider of that package, neither directly nor through a parent.
 * Without one the engine would fall back to the machine's own credentials (`OS_*`).
 */
export function missingProvider(opts: pulumi.ComponentResourceOptions | undefined, pkg: string): Finding[] {
  if (hasProvider(opts, pkg)) return [];
  return [
    {
      path: "opts.providers",
      problem: `no ${pkg} provider was given`,
      remedy: "Pass { providers: env.providers } of an OvhEnvironment, or an explicit provider of yours",
    },
  ];
}

function hasProvider(opts: pulumi.ComponentResourceOptions | undefined, pkg: string): boolean {
  if (!opts) return false;
  const given = opts.providers ?? [];
  const listed = Array.isArray(given) ? given : Object.values(given);
  if ([opts.provider, ...listed].some((provider) => packageOf(provider) === pkg)) return true;
  return opts.parent?.getProvider(`${pkg}:index:any`) !== undefined;
}

/** The package a provider resource speaks for. Its class carries the name as a static, the same in every copy of the SDK. */
function packageOf(provider: pulumi.ProviderResource | undefined): string | undefined {
  return (provider?.constructor as { __pulumiType?: string } | undefined)?.__pulumiType;
}
