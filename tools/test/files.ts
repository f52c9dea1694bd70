import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../places.ts";

const limit = 300;

/** Files that git knows, deleted ones left out. */
export function tracked(...patterns: string[]): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...patterns];
  return execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
}

/** Source files with more than 300 lines of code; comments and blank lines do not count. */
export function longFiles(): string[] {
  return tracked("*.ts", "*.mjs")
    .map((file) => ({ file, lines: codeLines(readFileSync(join(root, file), "utf8")) }))
    .filter(({ lines }) => lines > limit)
    .map(({ file, lines }) => `${file}: ${lines} lines of code, ${limit} is the most`);
}

/** Lines that hold code. */
export function codeLines(source: string): number {
  const bare = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return bare.split("\n").filter((line) => line.trim() !== "").length;
}
