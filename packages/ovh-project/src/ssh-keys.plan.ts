import {
  type Finding,
  isPlainObject,
  judgePlain,
  label,
  planChild,
  roleName,
  sshPublicKey,
  text,
  unknownNames,
} from "@accoreboot/core";
import { type KeypairArgs, keypairNames } from "./names.ts";

/** The key pairs of an environment by name, and what is wrong with them. Creates nothing. */
export function planKeys(subject: string, environment: string, given: unknown, overrides: unknown) {
  if (given !== undefined && !isPlainObject(given)) {
    const remedy = 'Give public keys by name, such as { admin: "ssh-ed25519 AAAA... admin" }';
    return { findings: [{ path: "sshKeys", problem: "not a map of public keys", remedy }], args: {} };
  }
  const names = Object.keys(given ?? {});
  const known = Object.fromEntries(names.map((name) => [name, true] as const));
  const laid = isPlainObject(overrides) ? overrides : {};
  const keys = names.map((name) => planKey(subject, environment, name, given?.[name], laid[name]));
  const findings: Finding[] = [
    ...unknownNames(overrides, known, "overrides.sshKeys"),
    ...keys.flatMap((key) => key.findings),
  ];
  return { findings, args: Object.fromEntries(keys.map(({ name, args }) => [name, args])) };
}

function planKey(subject: string, environment: string, name: string, publicKey: unknown, overrides: unknown) {
  const path = `sshKeys.${name}`;
  const { args, findings } = planChild<KeypairArgs>(subject, {
    slot: path,
    known: keypairNames,
    overrides: overrides as Partial<KeypairArgs> | undefined,
    planned: { name: label.role(environment, name), publicKey: publicKey as string },
    rules: { name: text, publicKey: sshPublicKey },
    from: { publicKey: path },
  });
  return { name, args, findings: [...judgePlain([{ path, value: name, rule: roleName }]), ...findings] };
}
