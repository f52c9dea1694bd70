import { levels, type Rule } from "../../rule.ts";
import { each, failUnmarked, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, isSecret, members, type View } from "../../view.ts";
import { secretIn } from "./detect.ts";
import { Budget, judgeLeaf, judgePlain, leavesOf } from "./leaves.ts";
import { dedicatedReinstallType, dedicatedServerType, openstackInstanceType, ovhInstanceType } from "./types.ts";

/** User data, or another file or script that a server is started with, which holds a secret in any encoding. */
export const secretInUserData: Rule = {
  id: "SEC001",
  slug: "secret-in-userdata",
  title: "No secret is in what a server is started with",
  group: "secrets",
  severity: "critical",
  levels: levels("mandatory"),
  rationale:
    "every process on the server reads its user data from the metadata service, and neither provider keeps it secret in the state",
  remedy: "leave secrets out of user data, and let the server fetch them or a deployment bring them once it runs",
  url: "https://docs.openstack.org/nova/latest/user/metadata.html",
  equivalents: ["Checkov CKV_AWS_46", "Trivy AWS-0029"],
  notWaivable: ["prod"],
  types: [openstackInstanceType, ovhInstanceType, dedicatedServerType, dedicatedReinstallType],
  parameters: {},

  judge(view) {
    const customizations = at(view, "customizations");
    const budget = new Budget();
    return [
      ...judgeText(at(view, "userData"), budget),
      ...judgeFiles(at(view, "personalities"), budget),
      ...judgeText(at(customizations, "configDriveUserData"), budget),
      ...judgeText(at(customizations, "postInstallationScript"), budget),
      ...judgeMetadata(at(customizations, "configDriveMetadata"), budget),
      // Where the image comes from and how it is asked for is not on the server, and in the state like it is given.
      ...["imageUrl", "httpHeaders"].flatMap((name) => judgePlain(at(customizations, name), name, budget)),
    ];
  },
};

function judgeText(text: View, budget: Budget): Verdict[] {
  if (isSecret(text)) return [failUnmarked(text, "a Pulumi secret flows into it")];
  if (isHidden(text)) return [unproved(text)];
  if (text.kind !== "known") return [];
  if (typeof text.value !== "string") return [failUnmarked(text, "this is not text")];
  const spent = budget.spend(text, text.value);
  if (spent) return spent;
  const kind = secretIn(text.value);
  return kind ? [failUnmarked(text, `it holds what looks like ${kind}`)] : [];
}

/** Names and values that the server can read. */
const judgeMetadata = (metadata: View, budget: Budget): Verdict[] =>
  each(leavesOf(metadata, "configDriveMetadata"), (leaf) =>
    isSecret(leaf.view) ? [failUnmarked(leaf.view, "a Pulumi secret flows into it")] : judgeLeaf(leaf, budget),
  );

/** Files that are put on the server. */
function judgeFiles(files: View, budget: Budget): Verdict[] {
  const list = members(files);
  if (list) return each(list, (file) => judgeText(isHidden(file) ? file : at(file, "content"), budget));
  if (files.kind === "known") return [failUnmarked(files, "this is not a list of files")];
  return judgeText(files, budget);
}
