import { createPublicKey } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nowhere, type Tenant, tenant } from "./openstack.ts";

let cloud: Tenant;
beforeEach(async () => {
  cloud = await tenant();
});
afterEach(() => cloud.close());

describe("a key pair", () => {
  it("comes with a private key where no public one is given, and with none otherwise", async () => {
    const { outputs } = await cloud.make("Keypair", { name: "made" });
    const { x } = createPublicKey(String(outputs["privateKey"])).export({ format: "jwk" });
    const [kind, body = ""] = String(outputs["publicKey"]).split(" ");
    expect(kind).toBe("ssh-ed25519");
    expect(Buffer.from(body, "base64").subarray(-32).toString("base64url")).toBe(x);
    const given = await cloud.make("Keypair", { name: "given", publicKey: String(outputs["publicKey"]) });
    expect(given.outputs).toMatchObject({ privateKey: "", fingerprint: outputs["fingerprint"] });
  });

  it("is of one region, that of its provider or its own, and no server of another one knows it (ovh-facts 2)", async () => {
    const regions = { near: "GRA11", far: "SBG5" };
    await cloud.enter("far", ["compute_operator"], "SBG5");
    const near = await cloud.make("Keypair", { name: "near" });
    const own = await cloud.make("Keypair", { name: "own", region: "SBG5" });
    const far = await cloud.make("Keypair", { name: "far" }, { provider: "far" });
    expect([near, own, far].map(({ outputs }) => outputs["region"])).toEqual([regions.near, regions.far, regions.far]);
    const server = (keyPair: string, provider?: string) =>
      cloud.make(
        "Instance",
        { flavorName: "d2-2", imageName: "Debian 12", networks: [{ name: "Ext-Net" }], keyPair },
        provider === undefined ? {} : { provider },
      );
    expect((await server("near")).outputs["keyPair"]).toBe("near");
    expect((await server("far", "far")).outputs["keyPair"]).toBe("far");
    for (const there of ["own", "far"]) await expect(server(there)).rejects.toThrow("Invalid key_name provided.");
    await expect(server("near", "far")).rejects.toThrow("Invalid key_name provided.");
  });
});

describe("an image", () => {
  const image = (inputs: object = {}) =>
    cloud.make("Image", {
      name: "golden",
      containerFormat: "bare",
      diskFormat: "qcow2",
      imageSourceUrl: "https://images.example/golden.qcow2",
      ...inputs,
    });

  it.each([
    [{ diskFormat: "zip" }, /diskFormat: expected one of/],
    [{ imageSourceUrl: undefined }, /no file specified/],
    [{ localFilePath: "/golden.qcow2" }, /localFilePath: cannot be given beside imageSourceUrl/],
    [{ visibility: "public" }, /publicize_image.*status 403/],
  ])("is refused with %j", async (inputs, words) => {
    await expect(image(inputs)).rejects.toThrow(words);
  });

  it("starts servers by name and id, and refuses a name that two have", async () => {
    const made = await image();
    const server = (inputs: object) =>
      cloud.make("Instance", { flavorName: "b3-8", networks: [{ name: "Ext-Net" }], ...inputs });
    expect((await server({ imageName: "golden" })).outputs["imageId"]).toBe(made.id);
    await image();
    await expect(server({ imageName: "golden" })).rejects.toThrow(/Found 2 images matching golden/);
    await server({ imageId: made.id });
  });

  it("is kept while protected, and shared only when it is of that kind", async () => {
    const safe = await image({ protected: true });
    await expect(cloud.delete(safe)).rejects.toThrow(/is protected and cannot be deleted.*status 403/);
    const memberId = "0123456789abcdef0123456789abcdef";
    const share = (imageId: string, inputs: object = {}) => cloud.make("ImageAccess", { imageId, memberId, ...inputs });
    await expect(share(safe.id)).rejects.toThrow(/Only shared images have members.*status 403/);
    const shared = await image({ visibility: "shared" });
    await expect(share(shared.id, { status: "accepted" })).rejects.toThrow(/Only the member may change.*status 403/);
    expect((await share(shared.id)).outputs["status"]).toBe("pending");
  });
});

describe("the key manager", () => {
  const secret = (inputs: object = {}) =>
    cloud.make("SecretV1", { payload: "x", payloadContentType: "text/plain", ...inputs });

  it.each([
    [{ payloadContentType: undefined }, /'payload_content_type' must also be supplied.*status 400/],
    [{ payloadContentType: "application/octet-stream" }, /payload_content_encoding must be specified.*status 400/],
    [{ secretType: "diary" }, /secretType: expected one of/],
    [{ expiration: "2019-02-13T12:12:12Z" }, /'expiration' is before current time.*status 400/],
  ])("refuses a secret with %j", async (inputs, words) => {
    await expect(secret(inputs)).rejects.toThrow(words);
  });

  it("puts secrets that exist into a container of the names that its kind asks for", async () => {
    const certificate = await secret({ name: "certificate" });
    const key = await secret({ name: "key" });
    const box = (secretRefs: object[]) => cloud.make("ContainerV1", { type: "certificate", secretRefs });
    const one = (name: string, { outputs }: { outputs: Record<string, unknown> }) => ({
      name,
      secretRef: outputs["secretRef"],
    });
    await expect(box([one("private_key", key)])).rejects.toThrow(/minimum required reference names are certificate/);
    await expect(box([{ name: "certificate", secretRef: "https://elsewhere" }])).rejects.toThrow(/doesn't exist.*404/);
    await box([one("certificate", certificate), one("private_key", key)]);
  });

  it("deletes a secret that a container names, and the container then names it no longer", async () => {
    const [one, other] = [await secret({ name: "one" }), await secret({ name: "other" })];
    const refs = [one, other].map(({ inputs, outputs }) => ({ name: inputs["name"], secretRef: outputs["secretRef"] }));
    const box = await cloud.make("ContainerV1", { name: "box", type: "generic", secretRefs: refs });
    await cloud.delete(one);
    expect((await cloud.read(box))?.outputs["secretRefs"]).toEqual([refs[1]]);
    const found = await cloud.call("openstack:keymanager/getContainer:getContainer", { name: "box" });
    expect(found["secretRefs"]).toEqual([refs[1]]);
    await cloud.update(box, { secretRefs: [refs[1]] });
  });

  it("changes what a container holds only where it is a generic one", async () => {
    const [one, other] = [await secret(), await secret()];
    const ref = ({ outputs }: typeof one, name = "certificate") => ({ name, secretRef: outputs["secretRef"] });
    const box = (type: string) => cloud.make("ContainerV1", { type, secretRefs: [ref(one)] });
    const fixed = await box("certificate");
    await expect(cloud.update(fixed, { secretRefs: [ref(other)] })).rejects.toThrow(
      /Only 'generic' containers can be modified.*status 400/,
    );
    await cloud.update(fixed, { acl: { read: { projectAccess: false } } });
    const free = await cloud.update(await box("generic"), { secretRefs: [ref(other)] });
    expect(free.outputs["secretRefs"]).toEqual([ref(other)]);
    const pair = [ref(one, "public_key"), ref(one, "private_key")];
    const rsa = await cloud.make("ContainerV1", { type: "rsa", secretRefs: pair });
    await expect(cloud.update(rsa, { secretRefs: [ref(other, "public_key"), pair[1]] })).rejects.toThrow(/status 400/);
  });
});

describe("Swift", () => {
  const file = (inputs: object) => cloud.make("ContainerObject", { containerName: "pages", name: "a.html", ...inputs });

  it("keeps a container that has objects, unless told to empty it", async () => {
    const pages = await cloud.make("Container", { name: "pages" });
    const made = await file({ content: "<h1>" });
    expect(made).toMatchObject({ id: "pages/a.html", outputs: { contentLength: 4, contentType: "text/html" } });
    await expect(cloud.delete(pages)).rejects.toThrow(/is not empty.*status 409/);
    const loose = await cloud.update(pages, { forceDestroy: true });
    await cloud.delete(loose);
    expect(await cloud.read(made)).toBeUndefined();
  });

  it("is the same under the names of the storage and of the compute region (ovh-facts 7)", async () => {
    await cloud.make("Container", { name: "pages", region: "GRA" });
    await expect(cloud.make("Container", { name: "pages" })).rejects.toThrow(/exists already.*status 409/);
    await cloud.make("Container", { name: "pages", region: "SBG" });
    await file({ content: "x" });
  });

  it.each([
    [{}, /Must specify "source", "content", "copy_from" or "object_manifest"/],
    [{ content: "a", source: "b" }, /source: cannot be given beside content/],
    [{ content: "a", etag: nowhere }, /etag is not that of the content.*status 422/],
    [{ copyFrom: "pages/none" }, /Object pages\/none could not be found.*status 404/],
    [{ content: "a", containerName: "none" }, /Container none could not be found.*status 404/],
  ])("refuses an object with %j", async (inputs, words) => {
    await cloud.make("Container", { name: "pages" });
    await expect(file(inputs)).rejects.toThrow(words);
  });

  it("copies objects and signs their addresses", async () => {
    await cloud.make("Container", { name: "pages", metadata: { "Temp-URL-Key": "k" } });
    const one = await file({ content: "<h1>" });
    const copy = await file({ name: "b.html", copyFrom: "pages/a.html" });
    expect(copy.outputs).toMatchObject({ etag: one.outputs["etag"], contentLength: 4 });
    const { outputs } = await cloud.make("TempUrl", { container: "pages", object: "a.html", ttl: 60 });
    expect(outputs["url"]).toMatch(
      /^https:\/\/storage\.gra\.cloud\.ovh\.net\/v1\/AUTH_.*\/a\.html\?temp_url_sig=[\da-f]{40}&/,
    );
  });
});
