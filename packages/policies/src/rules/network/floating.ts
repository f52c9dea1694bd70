import { given, holds, type Truth } from "../../truth.ts";
import { at, entries, type View } from "../../view.ts";

/**
 * Whether the internet reaches what is in a private network of OVHcloud's API v1: by a floating address.
 *
 * @param inner The private part of a resource's network; without one the resource is on the public network.
 */
export function hasPublicAddress(inner: View): Truth {
  const floats = () => given(at(inner, "floatingIp")) || given(at(inner, "floatingIpCreate"));
  return holds(inner, () => entries(inner) === undefined || floats());
}
