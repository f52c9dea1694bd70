import { levels, type Rule } from "../../rule.ts";
import { failIf, holds, type Scalar } from "../../truth.ts";
import { each, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";
import { euRegions, regionsIn, regionTest } from "./residency.ts";

const privateNetworkType = "ovh:CloudProject/networkPrivate:NetworkPrivate";
const swiftType = "openstack:objectstorage/container:Container";
const nodePoolType = "ovh:CloudProject/kubeNodePool:KubeNodePool";
const r2BucketType = "cloudflare:index/r2Bucket:R2Bucket";
const ovhProviderType = "pulumi:providers:ovh";

/** Public Cloud through either API and through the components, the providers that the rest follows, and R2. */
const concerned =
  /^(ovh:CloudProject|ovh:index\/cloud|ovh-|openstack:|pulumi:providers:(openstack|ovh)$|cloudflare:index\/r2Bucket:)/;

/** A resource, a copy of its data or a provider in a region that the environment's data may not lie in. */
export const regionAllowList: Rule<{ regions: readonly string[] }> = {
  id: "GOV001",
  slug: "region-allow-list",
  title: "Data stays in the regions of its environment",
  group: "governance",
  severity: "high",
  levels: levels("mandatory"),
  rationale:
    "data that leaves the European Economic Area needs a ground of its own (Regulation (EU) 2016/679, chapter V), and backups, replicas and providers carry it there as well as the resource itself",
  remedy: "choose a region of the list, or add the region to the rule's parameter for that environment",
  url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
  equivalents: [],
  types: "all",
  parameters: {
    regions: {
      description:
        "Regions that are accepted, in any case. The name of a product's region stands for the compute regions beside it, and the other way round.",
      default: { test: euRegions, preprod: euRegions, prod: euRegions },
      pattern: "[A-Za-z0-9-]+",
    },
  },

  judge(view, { type, parameters: { regions } }) {
    if (!concerned.test(type)) return [];
    const accepts = regionTest(regions);
    return [
      ...each(regionsIn(view), (region) => failIf(holds(region, isOutside(accepts)), region, problem)),
      ...(type === privateNetworkType ? judgeEverywhere(at(view, "regions")) : []),
      ...(type === swiftType ? judgeCopy(at(view, "containerSyncTo"), accepts) : []),
      ...(type === nodePoolType ? judgeZones(at(view, "availabilityZones"), accepts) : []),
      ...(type === r2BucketType
        ? judgePlace(at(view, "location"), (place) => isEuropean(place) || accepts(place))
        : []),
      ...(type === ovhProviderType ? judgePlace(at(view, "endpoint"), (place) => !isOverseas(place)) : []),
    ];
  },
};

const problem = "this is none of the regions that are accepted here";

const isOutside = (accepts: (text: string) => boolean) => (value: Scalar) =>
  value !== undefined && (typeof value !== "string" || !accepts(value));

/** Without a list the network is made in every region (documentation of the provider). */
const judgeEverywhere = (regions: View): Verdict[] =>
  failIf(regions.kind === "absent", regions, "no regions are listed, so that the network reaches all of them");

/** A container of another cluster that receives a copy: `//realm/cluster/account/container`. */
function judgeCopy(target: View, accepts: (text: string) => boolean): Verdict[] {
  const leaves = holds(
    target,
    (value) =>
      value !== undefined && (typeof value !== "string" || !accepts(/^\/\/[^/]+\/([^/]+)\//.exec(value)?.[1] ?? "")),
  );
  return failIf(leaves, target, problem);
}

/** A zone of a region is named as the region with a letter behind it: `eu-west-par-a`. */
const judgeZones = (zones: View, accepts: (text: string) => boolean): Verdict[] =>
  each(membersWithin(zones) ?? [zones], (zone) => judgePlace(zone, (text) => accepts(text.replace(/-[a-z]$/i, ""))));

const judgePlace = (place: View, accepts: (text: string) => boolean): Verdict[] =>
  failIf(holds(place, isOutside(accepts)), place, problem);

/** Cloudflare's location hints for Europe; the others are for America, Asia and Oceania. */
const isEuropean = (hint: string) => /^[we]eur$/i.test(hint);

/** The endpoints of OVHcloud's Canadian and American accounts: `ovh-ca`, `kimsufi-ca`, `ovh-us`. */
const isOverseas = (endpoint: string) => /-(?:ca|us)$/i.test(endpoint.trim());
