import { levels, type Rule } from "../../rule.ts";
import { failIf, holds } from "../../truth.ts";
import { each } from "../../verdict.ts";
import { at } from "../../view.ts";
import { containerType } from "./storage.ts";

/** A container that people outside its project may read or write without being named. */
export const publicAcl: Rule = {
  id: "S3006",
  slug: "public-acl",
  title: "No container is open to everybody",
  group: "storage",
  severity: "critical",
  levels: levels("mandatory"),
  rationale:
    "a list with .r: asks for no key, and whoever asks may claim any referrer; *:* asks for a key of anybody's project (OpenStack Swift, container ACLs)",
  remedy: 'name who may: "<project id>:<user id>", or hand out temporary URLs',
  url: "https://docs.openstack.org/swift/latest/overview_acl.html",
  equivalents: ["Checkov CKV_AWS_20 (near)", "Trivy digitalocean-spaces-acl-no-public-read (near)"],
  types: [containerType],
  parameters: {},

  judge(view) {
    return each(["containerRead", "containerWrite"], (name) => {
      const list = at(view, name);
      const open = holds(list, (value) => value !== undefined && (typeof value !== "string" || opens(value)));
      return failIf(open, list, "it lets in people who are not named, or cannot be read");
    });
  },
};

/** Spaces count for nothing. Of what begins with a dot, refusals of a referrer and listings alone let nobody in. */
function opens(list: string): boolean {
  return list
    .replace(/\s/g, "")
    .split(",")
    .some((element) => {
      if (element.startsWith(".")) return element !== ".rlistings" && !/^\.(?:r|ref|referer|referrer):-./.test(element);
      return element === "*" || element === "*:*";
    });
}
