import { pulumiBackendUrl, type StateBackend } from "@accoreboot/core";
import { failed } from "./error.ts";
import type { Keys } from "./login.ts";

/** One output as Pulumi gives it. */
export interface Output {
  readonly value: unknown;
  readonly secret: boolean;
}

/** What the program of a state bucket puts out. */
const plain = ["bucketName", "region", "endpoint", "backendUrl", "accessKeyId"] as const;
const secret = "secretAccessKey";

/** Names of the outputs that are not there as text. */
export const missing = (outputs: Readonly<Record<string, Output>>): string[] =>
  [...plain, secret].filter((name) => typeof outputs[name]?.value !== "string" || outputs[name].value === "");

/** The keys in the outputs. Throws when an output is missing, in clear, or of another bucket than the expected one. */
export function keysOf(outputs: Readonly<Record<string, Output>>, expected: StateBackend): Keys {
  const absent = missing(outputs);
  if (absent.length > 0)
    throw failed(
      `the program has no output ${absent.join(", ")}. Export what a StateBucket gives, then run the same again`,
    );
  if (outputs[secret]?.secret !== true)
    throw failed(`the output ${secret} is not a secret, and the state holds it in clear. Wrap it in pulumi.secret`);
  const hidden = plain.filter((name) => outputs[name]?.secret);
  if (hidden.length > 0) throw failed(`the output ${hidden.join(", ")} is a secret and must be plain`);
  const text = (name: string) => String(outputs[name]?.value);
  const wanted = {
    bucketName: expected.bucket,
    region: expected.region,
    endpoint: expected.endpoint,
    backendUrl: pulumiBackendUrl(expected),
  };
  const own = expected.endpoint.replace(/\/$/, "");
  const slashless = (value: string) => value.replace(`${own}/`, own);
  const other = Object.entries(wanted).filter(([name, value]) => slashless(text(name)) !== slashless(value));
  if (other.length > 0)
    throw failed(
      [
        "the program made another bucket than this command was given, nothing was moved:",
        ...other.map(([name, value]) => `  ${name} is ${text(name)}, expected ${value}`),
      ].join("\n"),
    );
  return { accessKeyId: text("accessKeyId"), secretAccessKey: text(secret) };
}
