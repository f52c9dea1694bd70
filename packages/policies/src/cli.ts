#!/usr/bin/env node
/** Says in words that Node is too old, before anything is loaded that an old Node does not have. */
const major = Number(process.versions.node.split(".")[0]);

async function start(): Promise<number> {
  if (major < 22) throw new Error(`needs Node 22 or later; this is ${process.version}`);
  const { main } = await import("./command.ts");
  return main(process.argv.slice(2), process.env, {
    print: (text) => process.stdout.write(text),
    say: (line) => process.stderr.write(`${line}\n`),
  });
}

start().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`ovh-policies: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
