import { seeded } from "../../src/seed.ts";
import type { Example } from "./example.ts";

const nowhere = "00000000-0000-4000-8000-000000000000";
const optional = (...names: string[]) => Object.fromEntries(names.map((name) => [name, "not given"]));
const image = "openstack:images/image:Image";
const secret = "openstack:keymanager/secretV1:SecretV1";
const container = "openstack:objectstorage/container:Container";
const file = "openstack:objectstorage/containerObject:ContainerObject";

/** Glance, Keystone, Barbican and Swift. */
export const serviceExamples: readonly Example[] = [
  {
    token: image,
    inputs: () => ({
      name: "golden",
      containerFormat: "bare",
      diskFormat: "qcow2",
      imageSourceUrl: "https://images.example/golden.qcow2",
      webDownload: true,
      visibility: "shared",
    }),
    change: () => ({ name: "golden 2", tags: ["shop"], minDiskGb: 20, properties: { hw_qemu_guest_agent: "yes" } }),
    replace: () => ({ diskFormat: "raw" }),
    refused: { inputs: () => ({ visibility: "public" }), words: /not authorized to complete publicize_image.*403/ },
    absent: {
      ...optional("decompress", "imageSourcePassword", "imageSourceUsername", "localFilePath", "verifyChecksum"),
    },
  },
  {
    token: "openstack:images/imageAccess:ImageAccess",
    inputs: (earlier) => ({ imageId: earlier(image).id, memberId: seeded.projectId }),
    change: () => ({ status: "pending" }),
    replace: () => ({ imageId: nowhere }),
    refused: { inputs: () => ({ imageId: nowhere }), words: /No image found with ID.*status 404/ },
  },
  {
    token: "openstack:images/imageAccessAccept:ImageAccessAccept",
    inputs: (earlier) => ({ imageId: earlier(image).id, status: "accepted" }),
    change: () => ({ status: "rejected" }),
    replace: () => ({ imageId: nowhere }),
    refused: { inputs: () => ({ imageId: nowhere }), words: /not found in the member list.*status 404/ },
  },
  {
    token: "openstack:identity/applicationCredential:ApplicationCredential",
    inputs: () => ({
      name: "pipeline",
      description: "of the pipeline",
      accessRules: [{ service: "compute", method: "GET", path: "/v2.1/servers" }],
    }),
    replace: () => ({ name: "other" }),
    refused: { inputs: () => ({ roles: ["king"] }), words: /role assignment with role: king.*status 400/ },
  },
  {
    token: "openstack:identity/ec2CredentialV3:Ec2CredentialV3",
    inputs: () => ({}),
    replace: () => ({ userId: "other" }),
    refused: { inputs: () => ({ userId: "other" }), words: /identity:ec2_create_credential.*status 403/ },
  },
  {
    token: secret,
    inputs: () => ({
      name: "certificate",
      payload: "-----BEGIN CERTIFICATE-----",
      payloadContentType: "text/plain",
      secretType: "certificate",
    }),
    change: () => ({ metadata: { site: "shop" } }),
    replace: () => ({ payload: "-----BEGIN OTHER-----" }),
    refused: { inputs: () => ({ payloadContentEncoding: "base64" }), words: /must not be specified.*status 400/ },
    absent: optional("expiration", "metadata", "payloadContentEncoding"),
  },
  {
    token: "openstack:keymanager/containerV1:ContainerV1",
    inputs: (earlier) => ({
      name: "tls",
      type: "certificate",
      secretRefs: [{ name: "certificate", secretRef: earlier(secret).outputs["secretRef"] }],
    }),
    change: () => ({ acl: { read: { projectAccess: false } } }),
    replace: () => ({ type: "generic" }),
    refused: {
      inputs: () => ({ secretRefs: [{ name: "key", secretRef: "https://elsewhere.example" }] }),
      words: /reference names are allowed for certificate.*status 400/,
    },
  },
  {
    token: "openstack:keymanager/orderV1:OrderV1",
    inputs: () => ({ type: "key", meta: { algorithm: "aes", bitLength: 256, mode: "cbc", name: "key" } }),
    replace: () => ({ type: "asymmetric" }),
    refused: {
      inputs: () => ({ meta: { algorithm: "aes", bitLength: 0 } }),
      words: /Invalid value for bit_length.*status 400/,
    },
  },
  {
    token: container,
    inputs: () => ({ name: "pages", containerRead: ".r:*", metadata: { site: "shop" }, forceDestroy: false }),
    change: () => ({ containerRead: ".r:*,.rlistings", versioning: true }),
    replace: () => ({ storagePolicy: "other" }),
    refused: { inputs: () => ({ name: "a/b" }), words: /Bad container name a\/b.*status 400/ },
    absent: optional("containerSyncKey", "containerSyncTo", "containerWrite", "contentType", "versioningLegacy"),
  },
  {
    token: file,
    inputs: (earlier) => ({ containerName: earlier(container).outputs["name"], name: "index.html", content: "<h1>" }),
    change: () => ({ content: "<h1>shop</h1>" }),
    replace: () => ({ name: "home.html" }),
    refused: { inputs: () => ({ containerName: "none" }), words: /Container none could not be found.*status 404/ },
    absent: optional("copyFrom", "deleteAfter", "metadata", "source"),
    notImported: "the provider 1.54 has no importer for it",
  },
  {
    token: "openstack:objectstorage/tempUrl:TempUrl",
    inputs: () => ({ container: "pages", object: "index.html", ttl: 3600 }),
    replace: () => ({ ttl: 60 }),
    refused: { inputs: () => ({ container: "none" }), words: /Container none could not be found.*status 404/ },
    absent: optional("split"),
    notImported: "the provider 1.54 has no importer for it",
  },
];
