import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { md5 } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { list, stamp, text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { bad, conflict } from "../refusals.ts";
import { regionIn } from "./places.ts";
import { activeRegions } from "./regions.ts";
import { infraTokens } from "./tokens.ts";

const kinds = "ssh-(rsa|ed25519|dss)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com";
const form = new RegExp(`^(${kinds}) [A-Za-z0-9+/]+={0,3}( .*)?$`);

/** Refuses what is no public key in OpenSSH's form. The key is in no message. */
export function judgeKey(publicKey: string): void {
  if (!form.test(publicKey.trim())) bad("publicKey is not a public key in the form of OpenSSH");
}

/** MD5 of the key itself, as OpenSSH once wrote it. */
export const fingerprint = (publicKey: string): string =>
  md5(publicKey.trim().split(" ")[1] ?? "").replace(/..(?=.)/g, "$&:");

const tokens = [infraTokens.projectSshKey, infraTokens.sshKey, infraTokens.sshKeyTwin];

/** The keys of a project, whichever of the three resources made them. */
export const keysOf = (call: Call, own: readonly string[] = tokens): Entry[] => {
  const project = projectOf(call);
  return own.flatMap((token) => call.store.entries(token)).filter(({ inputs }) => inputs["serviceName"] === project);
};

/** Whether a project has a key of that name in a region, made here or as a Keypair. */
export function hasKey(call: Call, name: string, region: string): boolean {
  const pair = call.store
    .entries("openstack:compute/keypair:Keypair")
    .some(
      ({ scope, outputs, inputs }) =>
        scope === projectOf(call) && inputs["name"] === name && outputs["region"] === region,
    );
  return pair || keysOf(call).some(({ outputs }) => outputs["name"] === name && regionsOf(outputs).includes(region));
}

/** A key of the API v2 is in every region. */
export const regionsOf = (outputs: Properties): string[] =>
  outputs["regions"] ? list(outputs, "regions").map(String) : activeRegions();

/** A key in one region of the project, or in all. Its id follows from name and region. Everything replaces. */
export const projectSshKey: Model = inProject({
  token: infraTokens.projectSshKey,
  immediate: "synchronous call (source of the provider, 2.19)",
  unlimited: "no limit is documented",
  judge(call) {
    const { inputs } = call;
    judgeKey(text(inputs, "publicKey"));
    const region = text(inputs, "region");
    if (region !== "") regionIn(call, "region");
    const taken = keysOf(call, [infraTokens.projectSshKey]).some(({ outputs }) => {
      const meets = region === "" || regionsOf(outputs).includes(region);
      return outputs["name"] === inputs["name"] && meets;
    });
    if (taken) conflict(`SSH key ${text(inputs, "name")} already exists`);
  },
  create({ inputs }) {
    const [name, region, publicKey] = ["name", "region", "publicKey"].map((part) => text(inputs, part)) as [
      string,
      string,
      string,
    ];
    const regions = region === "" ? activeRegions() : [region];
    return {
      id: Buffer.from(region === "" ? name : `${name}-${region}`).toString("hex"),
      outputs: { fingerPrint: fingerprint(publicKey), region, regions },
    };
  },
});

/** A key of the project, known by its name. Everything replaces. */
const keyOf = (token: string): Model =>
  inProject({
    token,
    immediate: "synchronous call (source of the provider, 2.19)",
    unlimited: "the quota profile's count of key pairs is OpenStack's, by region",
    judge(call) {
      judgeKey(text(call.inputs, "publicKey"));
      const name = text(call.inputs, "name");
      const others = keysOf(call, [infraTokens.sshKey, infraTokens.sshKeyTwin]);
      if (others.some(({ id }) => id === name)) conflict(`SSH key ${name} already exists`);
    },
    create(call) {
      const now = stamp(call);
      return { id: text(call.inputs, "name"), outputs: { createdAt: now, updatedAt: now } };
    },
  });

export const sshKey: Model = keyOf(infraTokens.sshKey);
export const sshKeyTwin: Model = keyOf(infraTokens.sshKeyTwin);

/**
 * Makes the key that an instance brings along (`sshKeyCreate`), in the instance's region only. It outlives the instance
 * and others may name it; a key of that name that is there already stays as it is. Both are inferred: the API's
 * description says that a key is created, and nothing of its end.
 */
export function bringKey(call: Call, region: string, { name, publicKey }: Properties): void {
  if (hasKey(call, String(name), region)) return;
  const inputs = { serviceName: projectOf(call), name, publicKey, region };
  const { id, outputs } = projectSshKey.create({ ...call, inputs });
  const { token } = projectSshKey;
  const timeline = { made: call.now, states: [], settles: call.now };
  call.store.put({
    token,
    scope: "",
    id,
    urn: "",
    inputs,
    outputs: { ...inputs, ...outputs },
    timeline,
    seeded: false,
  });
}
