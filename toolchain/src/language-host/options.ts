import type { ProgramInfo } from "./stubs.ts";

/** `runtime.options` of Pulumi.yaml, PulumiPolicy.yaml or PulumiPlugin.yaml. */
export interface RuntimeOptions {
  /** Run TypeScript sources through ts-node. @default true */
  typescript: boolean;
  /** Arguments for Node.js itself. @default none */
  nodeArgs: string[];
  /** Path of a tsconfig.json. @default the one in the program's folder */
  tsconfig: string | undefined;
  /** Who installs dependencies. @default by the lock file that is there, else npm */
  packageManager: string | undefined;
}

/** Reads the options of a program. Values of another type than expected count as not given. */
export function runtimeOptions(info: ProgramInfo | undefined): RuntimeOptions {
  const given: Record<string, unknown> = info?.getOptions()?.toJavaScript() ?? {};
  const text = (name: string) => (typeof given[name] === "string" && given[name] !== "" ? given[name] : undefined);
  const manager = text("packagemanager");
  return {
    typescript: given["typescript"] !== false && given["typescript"] !== "false",
    nodeArgs: splitArguments(text("nodeargs") ?? ""),
    tsconfig: text("tsconfig"),
    packageManager: manager === "auto" ? undefined : manager,
  };
}

/** Splits as a shell does: at blanks outside quotes; a backslash outside single quotes takes the next character as it is. */
export function splitArguments(text: string): string[] {
  const words = text.match(/(?:[^\s"'\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*')+/g) ?? [];
  return words.map((word) =>
    word.replace(
      /\\([\s\S])|"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'/g,
      (_, escaped: string | undefined, double: string | undefined, single: string | undefined) =>
        escaped ?? single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? "",
    ),
  );
}
