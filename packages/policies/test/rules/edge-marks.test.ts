/** What a waiver of an edge rule covers: the record or the CORS rule that it was given for, and no other. */
import { describe, expect, it } from "vitest";
import { judge } from "../../src/index.ts";

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});
const marksOf = (type: string, inputs: object, id: string) =>
  judge(type, inputs)
    .filter(({ rule }) => rule.id === id)
    .map(({ mark }) => mark);

describe("CF001 unproxied-origin", () => {
  const record = (inputs: object) =>
    marksOf(
      "cloudflare:index/dnsRecord:DnsRecord",
      { zoneId: "1", name: "api.example.com", type: "A", content: "203.0.113.7", proxied: false, ...inputs },
      "CF001",
    );

  it("marks a record by its type and its content", () => {
    const usual = record({});
    expect(usual).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
    expect(record({ ttl: 60, content: " 203.0.113.7" })).toEqual(usual);
    expect(record({ content: "203.0.113.8" })).not.toEqual(usual);
    expect(record({ type: "CNAME" })).not.toEqual(usual);
  });

  it("keeps no trace of a record that is a secret", () => {
    expect(record({ content: secret("203.0.113.7") })).toEqual([undefined]);
    expect(record({ type: secret("A") })).toEqual([undefined]);
  });
});

describe("CF005 r2-public", () => {
  const cors = (allowed: object, more: object = {}) =>
    marksOf(
      "cloudflare:index/r2BucketCors:R2BucketCors",
      {
        accountId: "0",
        bucketName: "a",
        rules: [{ allowed: { origins: ["*", "https://a.example"], methods: ["PUT", "GET"], ...allowed }, ...more }],
      },
      "CF005",
    );

  it("marks a rule by its origins, methods and headers, in whatever order", () => {
    const usual = cors({});
    expect(usual).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
    expect(cors({ origins: ["https://a.example", "*"], methods: ["GET", "PUT"] }, { id: "x" })).toEqual(usual);
    expect(cors({ origins: ["*"] })).not.toEqual(usual);
    expect(cors({ methods: ["PUT"] })).not.toEqual(usual);
    expect(cors({ headers: ["range"] })).not.toEqual(usual);
    expect(cors({ methods: ["PUT", "GET", "HEAD"], headers: [] })).not.toEqual(cors({ headers: ["HEAD"] }));
  });

  it("keeps no trace of a rule that is a secret, or has one in it", () => {
    expect(cors({ headers: ["range", secret("x-token")] })).toEqual([undefined]);
    expect(cors({ methods: secret(["PUT"]) })).toEqual([undefined]);
  });
});
