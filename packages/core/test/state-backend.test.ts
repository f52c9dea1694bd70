import { describe, expect, it } from "vitest";
import { pulumiBackendUrl } from "../src/index.ts";

describe("C075 C077 the URL of a state bucket", () => {
  const backend = {
    bucket: "acme-tfstate-test",
    region: "eu-west-par",
    endpoint: "https://s3.eu-west-par.io.cloud.ovh.net",
  };

  it("is what Pulumi reads, and holds no key", () => {
    expect(pulumiBackendUrl(backend)).toBe(
      "s3://acme-tfstate-test?region=eu-west-par&endpoint=https://s3.eu-west-par.io.cloud.ovh.net&s3ForcePathStyle=true",
    );
  });

  it.each(["https://s3.gra.io.cloud.ovh.net", "http://127.0.0.1:9000"])("gives %s back as it was", (endpoint) => {
    const url = new URL(pulumiBackendUrl({ ...backend, endpoint }));
    expect([url.protocol, url.hostname, url.pathname]).toEqual(["s3:", "acme-tfstate-test", ""]);
    expect(Object.fromEntries(url.searchParams)).toEqual({ region: "eu-west-par", endpoint, s3ForcePathStyle: "true" });
  });
});
