import { guarded, refuse } from "@accoreboot/core";
import * as ovh from "@ovhcloud/pulumi-ovh";
import * as pulumi from "@pulumi/pulumi";
import { loginValue, planProvider } from "./provider.plan.ts";

/** Arguments of {@link ovhProvider}. One complete kind of login, or none: then the plugin reads `OVH_*` and `ovh.conf`. */
export interface OvhProviderArgs {
  /**
   * API to speak to: `ovh-eu`, `ovh-ca`, `ovh-us`, or the plain address of another one for tests, over TLS or on this machine. `OVH_ENDPOINT` is not read.
   * @default "ovh-eu"
   */
  endpoint?: string;
  /**
   * Most requests per second, a whole number. OVHcloud documents no limit, and the provider gives up at the first
   * answer 429. That fewer than 60 a minute and consumer key are fine was said by its staff (ovh/python-ovh#81, 2019).
   * @default 1
   */
  requestsPerSecond?: number;
  /** Application key; with `applicationSecret` and `consumerKey`. */
  applicationKey?: pulumi.Input<string>;
  /** Application secret; with `applicationKey` and `consumerKey`. */
  applicationSecret?: pulumi.Input<string>;
  /** Consumer key; with `applicationKey` and `applicationSecret`. */
  consumerKey?: pulumi.Input<string>;
  /** Id of a service account (OAuth2); with `clientSecret`. */
  clientId?: pulumi.Input<string>;
  /** Secret of a service account (OAuth2); with `clientId`. */
  clientSecret?: pulumi.Input<string>;
  /** An access token that somebody else got. */
  accessToken?: pulumi.Input<string>;
}

/**
 * An OVHcloud provider that keeps under the limits of the API and whose login is complete, of one kind, and secret.
 * Give it to a component as `opts.provider`, or to several as `opts.providers`.
 *
 * @throws ArgumentError for half a login, two kinds of one, and an unknown endpoint
 * @example
 * const provider = ovhProvider("ovh", { clientId, clientSecret });
 * const env = new OvhEnvironment("env", args, { providers: { ovh: provider } });
 */
export function ovhProvider(name: string, args: OvhProviderArgs = {}, opts?: pulumi.ResourceOptions): ovh.Provider {
  const subject = `ovhProvider "${name}"`;
  const planned = planProvider(args);
  refuse(subject, planned.findings);
  const login = planned.login.map((key) => [key, pulumi.secret(guarded(subject, key, args[key] ?? "", loginValue))]);
  return new ovh.Provider(
    name,
    { endpoint: planned.endpoint, apiRateLimit: planned.requestsPerSecond, ...Object.fromEntries(login) },
    opts,
  );
}
