import { habit } from "../../habit.ts";
import type { Model } from "../../model.ts";
import { newId } from "../../random.ts";
import { stamp, text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { absent, bad } from "../refusals.ts";
import { judgeCron } from "./instance-rules.ts";
import { instancesOf } from "./instances.ts";
import { regionIn } from "./places.ts";
import { infraTokens } from "./tokens.ts";

const nameNeverSent = habit(
  "workflow-backup.name-never-sent",
  "the backupName of a WorkflowBackup is never sent: the backups are called after the workflow",
  "source of Terraform provider 2.19.0, types_cloud_project_workflow_backup.go",
);

/** Backups of an instance by the clock. None is ever made here. Everything replaces. */
export const workflowBackup: Model = inProject({
  token: infraTokens.workflowBackup,
  habits: [nameNeverSent],
  immediate: "synchronous call (source of the provider, 2.19)",
  unlimited: "no limit is documented",
  judge(call) {
    const { store, inputs } = call;
    const region = regionIn(call, "regionName");
    const id = text(inputs, "instanceId");
    if (!instancesOf(store, projectOf(call), region).some((entry) => entry.id === id))
      absent(`Instance ${id} not found in region ${region}`);
    judgeCron(text(inputs, "cron"));
    if (!(Number(inputs["rotation"]) >= 1)) bad(`rotation ${text(inputs, "rotation")} is not at least 1`);
  },
  create(call) {
    const name = text(call.inputs, "name");
    const given = call.has(nameNeverSent) ? "" : text(call.inputs, "backupName");
    return { id: newId.uuid(), outputs: { backupName: given || name, createdAt: stamp(call) } };
  },
});
