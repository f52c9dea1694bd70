/** Buckets, policies of their users, Swift containers and rights of the account that are fine. */
import { bucket, container, type Draft, iamPolicy, s3Policy } from "./case.ts";
import { labels, projectId } from "./parts.ts";

type BucketArgs = Parameters<typeof bucket>[1];
type ContainerArgs = Parameters<typeof container>[1];

const files = "arn:aws:s3:::accoreboot-files-prod";
const exports = "arn:aws:s3:::accoreboot-exports-prod";

const good = (title: string, role: string, args: Partial<BucketArgs> = {}): Draft =>
  bucket(title, {
    serviceName: projectId,
    regionName: "GRA",
    name: `accoreboot-${role}-prod`,
    versioning: { status: "enabled" },
    encryption: { sseAlgorithm: "AES256" },
    hideObjects: true,
    tags: labels,
    ...args,
  });

interface Statement {
  Sid?: string;
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: object;
}

const allows = (title: string, ...statements: Statement[]): Draft =>
  s3Policy(title, { serviceName: projectId, userId: "10002", policy: JSON.stringify({ Statement: statements }) });

const allow = (Action: string | string[], Resource: string | string[]): Statement => ({
  Sid: "allow",
  Effect: "Allow",
  Action,
  Resource,
});
const deny = (Action: string | string[], Resource: string | string[]): Statement => ({
  Sid: "deny",
  Effect: "Deny",
  Action,
  Resource,
});
const readWrite = ["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

const swift = (title: string, role: string, args: ContainerArgs = {}): Draft =>
  container(title, {
    name: `accoreboot-${role}-prod`,
    region: "GRA",
    versioning: true,
    metadata: labels,
    ...args,
  });

const right = (title: string, name: string, args: Omit<Parameters<typeof iamPolicy>[1], "identities">): Draft =>
  iamPolicy(title, {
    name,
    description: title,
    identities: ["urn:v1:eu:identity:user:ab12345-ovh/alice"],
    expiredAt: "2027-02-01T00:00:00Z",
    ...args,
  });
const project = `urn:v1:eu:resource:publicCloudProject:${projectId}`;

export const drafts: readonly Draft[] = [
  good("a versioned, encrypted bucket", "files"),
  good("a bucket for the state", "tfstate"),
  good("a bucket for backups, locked", "backup", {
    objectLock: { status: "enabled", rule: { mode: "compliance", period: "P30D" } },
  }),
  good("a bucket that is copied to Strasbourg", "exports", {
    replication: {
      rules: [
        {
          id: "all",
          status: "enabled",
          priority: 1,
          deleteMarkerReplication: "enabled",
          destination: { name: "accoreboot-copies-prod", region: "SBG" },
        },
      ],
    },
  }),
  good("a bucket in Strasbourg", "copies", { regionName: "SBG" }),

  allows("reads and writes one bucket", allow(readWrite, [files, `${files}/*`])),
  allows("reads one bucket", allow(["s3:ListBucket", "s3:GetObject"], [files, `${files}/*`])),
  allows("lists one bucket", allow("s3:ListBucket", files)),
  allows("writes and never reads", allow(["s3:PutObject", "s3:AbortMultipartUpload"], `${files}/*`)),
  allows("reads beneath one prefix", allow(["s3:GetObject"], `${files}/invoices/*`)),
  allows("reads one object", allow("s3:GetObject", `${files}/config.json`)),
  allows("reads two buckets", allow(["s3:GetObject"], [`${files}/*`, `${exports}/*`])),
  allows("reads one, writes another", allow(["s3:GetObject"], `${files}/*`), allow(["s3:PutObject"], `${exports}/*`)),
  allows(
    "reads, and is kept from one prefix",
    allow("s3:GetObject", `${files}/*`),
    deny("s3:GetObject", `${files}/hr/*`),
  ),
  allows(
    "writes, and is kept from deleting",
    allow(readWrite, [files, `${files}/*`]),
    deny("s3:Delete*", `${files}/*`),
  ),
  allows(
    "denies everything elsewhere",
    allow("s3:GetObject", `${files}/*`),
    deny("s3:*", "arn:aws:s3:::accoreboot-hr-prod/*"),
  ),
  allows("denies everything everywhere", deny("s3:*", "arn:aws:s3:::*")),
  allows(
    "uploads in parts",
    allow(["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], `${exports}/*`),
    allow("s3:ListBucketMultipartUploads", exports),
  ),
  allows("a statement without a name", { Effect: "Allow", Action: ["s3:GetObject"], Resource: [`${files}/*`] }),
  s3Policy("a policy with a version and line breaks", {
    serviceName: projectId,
    userId: "10003",
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [allow("s3:GetObject", `${files}/*`)] }, undefined, 2),
  }),

  swift("a private Swift container", "documents"),
  swift("a container whose lists are empty", "drawings", { containerRead: "", containerWrite: "" }),
  swift("a container for the users of one project", "reports", { containerRead: `${projectId}:*` }),
  swift("a container for one user", "letters", {
    containerRead: `${projectId}:alice`,
    containerWrite: `${projectId}:alice`,
  }),
  swift("a container that is not destroyed with its objects", "scans", { forceDestroy: false }),

  right("reads one project", "prod-reader", {
    resources: [project],
    allows: ["publicCloudProject:apiovh:get", "publicCloudProject:apiovh:instance/get"],
  }),
  right("restarts servers of one project", "prod-operator", {
    resources: [project],
    allows: ["publicCloudProject:apiovh:instance/reboot"],
    denies: ["publicCloudProject:apiovh:instance/delete"],
  }),
];
