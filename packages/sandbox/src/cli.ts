#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
/** Says in words that Node is too old, before anything is loaded that an old Node does not have. */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

async function start(): Promise<number> {
  if (major < 22 || (major === 22 && minor < 13)) {
    throw new Error(`needs Node 22.13 or later; this is ${process.version}`);
  }
  const { main } = await import("./command.ts");
  return main(process.argv.slice(2));
}

start().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`ovh-sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
