import { done, refusalOf, type Send } from "./client.ts";
import { each } from "./each.ts";
import { elements, text } from "./xml.ts";

/**
 * Deletes every version of every object in a bucket, as OVH does before it removes one. Gives the server's words for what
 * it does not delete: locked objects stay.
 */
export async function emptyBucket(send: Send, bucket: string): Promise<string[]> {
  for (;;) {
    const { body } = await send("GET", `/${bucket}?versions=&max-keys=1000`);
    const items = [...elements(body, "Version"), ...elements(body, "DeleteMarker")];
    const answers = await each(items, (item) => {
      const key = text(item, "Key").split("/").map(encodeURIComponent).join("/");
      return send("DELETE", `/${bucket}/${key}?versionId=${encodeURIComponent(text(item, "VersionId"))}`);
    });
    const refused = answers.filter((answer) => !done(answer)).map(refusalOf);
    if (refused.length === items.length) return refused;
  }
}
