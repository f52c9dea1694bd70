import type { Call } from "../../model.ts";
import { idOf } from "../../random.ts";
import { text } from "../../text.ts";
import { v2Tokens } from "./tokens.ts";

/** Id of the security group that every project has in a region. */
export const defaultGroupId = (project: string, region: string): string =>
  idOf(`default security group ${project} ${region}`);

/** Whether the call's project has that security group in the call's region, whichever API made it. */
export function groupExists({ store, inputs }: Call, id: string): boolean {
  const [project, region] = [text(inputs, "serviceName"), text(inputs, "region")];
  if (id === defaultGroupId(project, region)) return true;
  const found =
    store.find(v2Tokens.securityGroup, "", id) ?? store.find("openstack:networking/secGroup:SecGroup", project, id);
  if (!found) return false;
  const owner = found.scope || text(found.inputs, "serviceName");
  return owner === project && (text(found.outputs, "region") || text(found.inputs, "region")) === region;
}
