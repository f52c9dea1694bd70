import type { Statement } from "./document.ts";
import { rests } from "./pattern.ts";

/**
 * Why the objects that a statement names cannot be told to the server, which takes keys for paths and counts bytes where
 * OVH counts characters; empty when they can.
 */
export function unfit({ effect, resources }: Statement): string[] {
  return resources
    .filter((resource) => resource.includes("/"))
    .flatMap((resource) => {
      if (!isPath(resource.slice(resource.indexOf("/") + 1))) {
        return [`${resource} has an empty, "." or ".." part, which the S3 server takes for a path`];
      }
      if (effect === "Allow" && /\?\**\?/.test(resource)) {
        return [`${resource} has several ? in a row in an Allow, which the S3 server matches byte by byte`];
      }
      return [];
    });
}

/**
 * The patterns of keys that resources mean within one bucket. An Allow may come out narrower than on OVH and a Deny
 * wider, never the other way round: a folder (`reports/`) is a plain `reports` to the server, and a `?` one byte.
 */
export function keyPatterns(bucket: string, effect: Statement["effect"], resources: readonly string[]): string[] {
  const patterns = resources.flatMap((resource) => {
    if (resource === "*") return ["*"];
    return resource.includes("/") ? rests(resource, `${bucket}/`).filter((rest) => rest !== "" && isPath(rest)) : [];
  });
  const fitted =
    effect === "Allow" ? patterns.filter((pattern) => !pattern.endsWith("/")) : patterns.flatMap(withFolder);
  return fitted.includes("*") ? ["*"] : [...new Set(fitted)].sort();
}

/** Whether a pattern stays what it is when the server cleans it as a path; a slash at the end aside. */
function isPath(pattern: string): boolean {
  const segments = pattern.replace(/\/$/, "").split("/");
  return pattern === "" || !segments.some((segment) => ["", ".", ".."].includes(segment));
}

function withFolder(pattern: string): string[] {
  const wide = pattern.replaceAll(/[*?]+/g, "*");
  const folder = wide.replace(/\/\*?$/, "");
  return folder === wide ? [wide] : [folder, wide];
}
