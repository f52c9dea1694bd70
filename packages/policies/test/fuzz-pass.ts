/** Where a bad resource may pass a rule with a value of a wrong type, and why. */

interface Exception {
  readonly rule: RegExp;
  /** Type of the resource and path, with `[*]` for indices. */
  readonly place: RegExp;
  /** All when left out. */
  readonly kinds?: readonly string[];
  readonly reason: string;
}

const exceptions: readonly Exception[] = [
  {
    rule: /^DB002$/,
    place: / description$/,
    reason: "the description is a hint that the database is for TimescaleDB, and what is no text hints at nothing",
  },
  {
    rule: /^DB008$/,
    place: / name$/,
    reason: "only a text can be the name of the service's own administrator; the provider makes no user of another",
  },
  {
    rule: /^NET005$/,
    place: / (remoteIpPrefix|rules\[\*\]\.cidr)$/,
    reason: "NET005 asks whether a source is given at all; what is no block is refused by NET001 to NET004",
  },
  {
    rule: /^NET006$/,
    place: / valueSpecs\.port_security_enabled$/,
    kinds: ["boolean"],
    reason: "the option may be true as well as the text that says so",
  },
  {
    rule: /^S300[123]$/,
    place: / policy$/,
    reason: "there is no statement in what is no document; S3008 refuses it",
  },
  {
    rule: /^S300[57]$/,
    place: / name$/,
    reason: "the name is a hint at what a bucket is for, and what is no text hints at nothing",
  },
  {
    rule: /^SEC00[35]$/,
    place: /./,
    kinds: ["number", "boolean", "list", "object"],
    reason: "a number and a switch can be read and are no secret; lists and objects are looked through",
  },
  {
    rule: /^SEC006$/,
    place: / policies\[\*\]\.resources$/,
    kinds: ["object", "deep"],
    reason: "older versions of the provider take the resources as an object, which is judged by its names",
  },
  {
    rule: /^CF003$/,
    place: / actions\.automaticHttpsRewrites$/,
    kinds: ["boolean"],
    reason: "a ruleset has a switch where a page rule has on and off, and true is on",
  },
  {
    rule: /^GOV001$/,
    place: / regions\[\*\]$/,
    kinds: ["list", "object", "unreadable", "deep"],
    reason: "in other resources a member of regions is an object that names its region; the provider refuses it here",
  },
];

/** Why that may pass; undefined when it may not. */
export function mayPass(rule: string, place: string, kind: string): string | undefined {
  return exceptions.find(
    (exception) =>
      exception.rule.test(rule) && exception.place.test(place) && (exception.kinds?.includes(kind) ?? true),
  )?.reason;
}
mayPass.reasons = exceptions.map(({ reason }) => reason);
