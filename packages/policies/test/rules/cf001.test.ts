import { describe, expect, it } from "vitest";
import { judge } from "../../src/index.ts";

const said = (inputs: object, origins?: readonly string[]) =>
  judge(
    "cloudflare:index/dnsRecord:DnsRecord",
    { zoneId: "023e", name: "x.example.com", ttl: 300, proxied: false, ...inputs },
    origins ? { parameters: { "unproxied-origin": { origins } } } : {},
  )
    .filter(({ rule }) => rule.id === "CF001")
    .map(({ outcome, path }) => [outcome, path]);

describe("CF001 unproxied-origin", () => {
  /** What their documentation has customers write for mail, calls, device management and sites that they serve. */
  it.each([
    "autodiscover.outlook.com",
    "clientconfig.microsoftonline-p.net",
    "enterpriseenrollment.manage.microsoft.com",
    "enterpriseenrollment-s.manage.microsoft.com",
    "enterpriseregistration.windows.net",
    "sipdir.online.lync.com",
    "webdir.online.lync.com",
    "ghs.google.com",
    "ghs.googlehosted.com",
    "sendgrid.net",
    "u123.wl.sendgrid.net",
    "mailgun.org",
    "eu.mailgun.org",
    "pm.mtasv.net",
    "mailconfig.ovh.net",
    "ssl0.ovh.net",
    "pro1.mail.ovh.net",
  ])("lets %s be told, which cannot be proxied, and nothing that only looks like it", (content) => {
    expect(said({ type: "CNAME", content })).toEqual([]);
    expect(said({ type: "CNAME", content: `${content}.example.org` })).toEqual([["FAIL", "proxied"]]);
    expect(said({ type: "CNAME", content: `my-${content}` }).length).toBe(/^(u123|pro1)/.test(content) ? 0 : 1);
  });

  it("lets addresses be told that are in a listed block, in whatever spelling, and hides the others", () => {
    const origins = ["203.0.113.0/28"];
    for (const content of ["203.0.113.9", " 203.0.113.9 ", "::ffff:203.0.113.9"])
      expect([content, said({ type: "A", content }, origins)]).toEqual([content, []]);
    for (const content of ["203.0.113.16", "203.0.113.0/24", "2001:db8::1"])
      expect([content, said({ type: "A", content }, origins)]).toEqual([content, [["FAIL", "proxied"]]]);
  });

  it("finds a hint with blanks around its sign", () => {
    for (const content of ['1 . ipv4hint="8.8.8.8"', "1 . ipv4hint = 8.8.8.8", "1 . alpn=h2 key4=8.8.8.8"])
      expect([content, said({ type: "HTTPS", content })]).toEqual([content, [["FAIL", "content"]]]);
  });
});
