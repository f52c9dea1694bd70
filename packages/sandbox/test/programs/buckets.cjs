// Buckets with users of their own, one policy for each, and old versions that go by themselves.
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");

const config = new pulumi.Config();
const serviceName = config.require("project");
const names = (config.get("buckets") ?? "assets,backups").split(",");

exports.keys = {};
for (const name of names) {
  const user = new ovh.cloudproject.User(`${name}-user`, {
    serviceName,
    description: `s3 ${name}`,
    roleNames: ["objectstore_operator"],
  });
  const bucket = new ovh.cloudproject.Storage(`${name}-bucket`, {
    serviceName,
    regionName: "GRA",
    name: `${config.get("prefix") ?? "raw-sdk"}-${name}`,
    ownerId: user.id.apply(Number),
    versioning: { status: config.get("versioning") ?? "enabled" },
    encryption: { sseAlgorithm: "AES256" },
    hideObjects: true,
  });
  const credential = new ovh.cloudproject.S3Credential(`${name}-key`, { serviceName, userId: user.id });
  new ovh.cloudproject.S3Policy(`${name}-policy`, {
    serviceName,
    userId: user.id,
    policy: bucket.name.apply((n) =>
      JSON.stringify({
        Statement: [
          {
            Sid: "own",
            Effect: "Allow",
            Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"],
            Resource: [`arn:aws:s3:::${n}`, `arn:aws:s3:::${n}/*`],
          },
        ],
      }),
    ),
  });
  exports.keys[name] = { id: credential.accessKeyId, secret: credential.secretAccessKey, host: bucket.virtualHost };
}
