import { OvhProject } from "@accoreboot/ovh-project";
import { S3BucketWithUsers } from "@accoreboot/ovh-s3-iam";
import * as pulumi from "@pulumi/pulumi";
import { projectId } from "./project-id";

const project = new OvhProject("project", {
  app: "infra-manager",
  environment: pulumi.getStack(),
  region: "GRA11",
  projectId: projectId(new pulumi.Config()),
});

// Nobody deletes a backup of prod in its first 30 days, unless by a right of its own (governance).
const inProd = pulumi.getStack() === "prod";
const locked = { mode: "governance", days: 30 };

// What comes in, what is made of it, and what is kept: each user sees its own part.
const storage = new S3BucketWithUsers("storage", {
  environment: project.ref,
  buckets: [
    { role: "raw", lifecycle: [{ name: "expire", expireDays: 365, expireOldVersionsDays: 30 }] },
    { role: "results" },
    {
      role: "backups",
      objectLock: inProd ? locked : undefined,
      lifecycle: [{ name: "old-versions", expireOldVersionsDays: 90 }],
    },
  ],
  users: [
    { name: "ingest", grants: [{ bucket: "raw", access: "write" }] },
    {
      name: "analysis",
      grants: [
        { bucket: "raw", access: "read" },
        { bucket: "results", access: "readWrite" },
      ],
    },
    { name: "backup", grants: [{ bucket: "backups", access: "readWrite" }] },
  ],
});

export const bucket_names = storage.bucketNames;
export const s3_users = ["ingest", "analysis", "backup"].map((name) => {
  const { accessKeyId, secretAccessKey } = storage.user(name);
  return { user_name: name, access_key_id: accessKeyId, secret_access_key: secretAccessKey };
});
