import type { Deployment } from "./deployment.ts";
import { failed } from "./error.ts";
import type { Bootstrap } from "./options.ts";
import { interrupted, ownerIn, settled, unreadIn } from "./pending.ts";
import type { StackAt } from "./stack.ts";

/**
 * Makes a local state whole again that a killed `pulumi up` has left with something under way: its bucket is read in from
 * the cloud, or dropped where the cloud has none, and anything else is told by name and forgotten. The bucket's arguments
 * go by the state, so that no command's arguments hold the project's id. It can be stopped anywhere itself.
 */
export async function mend({ bucket, say }: Bootstrap, here: StackAt, begun: Deployment): Promise<void> {
  const { state, lost } = settled(begun);
  if (interrupted(begun)) {
    if (lost.length > 0)
      say(
        `an earlier run was killed while it made ${lost.join(", ")}: what of it OVHcloud has made already is in no state and is made anew. Look for a second one in the project, and delete the one that is not in use`,
      );
    await here.load(state);
  }
  const unread = unreadIn(state);
  if (unread.length === 0) return;
  say("an earlier run was killed while it made the bucket: reading whether it is there");
  await here.refresh(unread.map(({ urn }) => urn));
  const read = (await here.exported()) as Deployment;
  const resources = read.deployment.resources ?? [];
  const foreign = unread.filter((before) => {
    const [owner, wanted] = [ownerIn(resources.find(({ urn }) => urn === before.urn)?.outputs), ownerIn(before.inputs)];
    return owner !== "" && wanted !== "" && owner !== wanted;
  });
  if (foreign.length === 0) return;
  const own = resources.filter(({ urn }) => !foreign.some((other) => other.urn === urn));
  await here.load({ ...read, deployment: { ...read.deployment, resources: own } });
  throw failed(
    `bucket ${bucket} belongs to another user of the project than the one made here: another bootstrap has made it. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY as that one gave them out, then run the same again`,
  );
}
