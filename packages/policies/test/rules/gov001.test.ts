import { describe, expect, it } from "vitest";
import { judge, worst } from "../../src/index.ts";
import { euRegions, regionTest } from "../../src/rules/governance/residency.ts";
import { installed } from "./installed.ts";

const found = (type: string, properties: object) => judge(type, properties).filter(({ rule }) => rule.id === "GOV001");

describe("GOV001 region-allow-list", () => {
  it("accepts the regions in the European Union, and no other, unless it is configured", () => {
    expect([...euRegions].sort()).toEqual(
      [
        ...["GRA", "GRA1", "GRA11", "GRA3", "GRA5", "GRA7", "GRA9", "SBG", "SBG3", "SBG5", "SBG7"],
        ...["DE", "DE1", "WAW", "WAW1", "EU-WEST-PAR", "EU-SOUTH-MIL", "EU-WEST-RBX", "RBX", "RBX-A", "RBX-ARCHIVE"],
        ...["AMS", "BRU", "DLN", "LUX", "MRS", "VIE"].map((town) => `EU-WEST-LZ-${town}-A`),
        ...["BUH", "PRG", "SOF"].map((town) => `EU-CENTRAL-LZ-${town}-A`),
        ...["CPH", "HEL", "STO"].map((town) => `EU-NORTH-LZ-${town}-A`),
        ...["LIS", "MAD", "MIL"].map((town) => `EU-SOUTH-LZ-${town}-A`),
      ].sort(),
    );
  });

  it.each([
    ["GRA11", "GRA", true],
    ["GRA11", "GRA9", false],
    ["gra11", "gra", true],
    ["GRA", "GRA9", true],
    ["GRA", "SBG5", false],
    ["DE1", "SBG", false],
    ["RBX", "EU-WEST-RBX", false],
    ["EU-WEST-PAR", "eu-west-par", true],
  ])("with %s alone says of %s that it is accepted: %s", (listed, asked, accepted) => {
    expect(regionTest([listed])(asked)).toBe(accepted);
  });

  it("judges every input of the installed SDKs that takes a region of Public Cloud", () => {
    const types = [...installed("@ovhcloud/pulumi-ovh"), ...installed("@pulumi/openstack")].filter(([token]) =>
      /^(ovh:CloudProject|ovh:index\/cloud|openstack:)/.test(token),
    );
    const inputs = types.flatMap(([token, names]) =>
      [...names].filter(([name]) => /^(.*region|.*regions|regionName)$/i.test(name)).map((input) => [token, ...input]),
    );
    expect(inputs.length).toBeGreaterThan(100);
    for (const [token = "", name = "", type = ""] of inputs) {
      const plain = type.includes("inputs.") ? { region: "BHS5" } : "BHS5";
      const [finding] = found(token, { [name]: type.endsWith("[]>;") ? [plain] : plain, regions: ["BHS5"] });
      expect([token, name, finding?.outcome]).toEqual([token, name, "FAIL"]);
    }
  });

  it.each(["my:openstack:Server", "pulumi:providers:openstackish", "other:ovh-project:Thing"])(
    "leaves %s alone, whatever its region",
    (type) => {
      expect(found(type, { region: "BHS5" })).toEqual([]);
    },
  );

  it("cannot tell of a region, a list or a provider that are not known yet", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(worst(found("pulumi:providers:openstack", { region: unknown }))).toBe("UNKNOWN");
    expect(worst(found("ovh:CloudProject/networkPrivate:NetworkPrivate", { regions: unknown }))).toBe("UNKNOWN");
    expect(worst(found("ovh:CloudProject/database:Database", { nodes: unknown, backupRegions: ["BHS"] }))).toBe("FAIL");
  });
});
