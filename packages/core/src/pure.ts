/** What needs no Pulumi SDK: names, and sets of addresses and ports. For programs that must start fast, as a policy pack. */
export {
  type AddressSet,
  addressCounts,
  addressSet,
  coversAddresses,
  everyAddress,
  ipv4Of,
  unite,
} from "./address-set.ts";
export { type Cidr, contains, formatAddress, formatCidr, overlaps, parseCidr } from "./cidr.ts";
export { environments, fitName, label } from "./label.ts";
export { editDistance, nearestName } from "./nearest.ts";
export { everyPort, type PortSet, portSet } from "./port-set.ts";
export { isPrivate, privateBlocks, publicAddresses, publicPart } from "./ranges.ts";
export type { Span, Spans, Whole } from "./spans.ts";
export * as spans from "./spans.ts";
