// Loaded before main.ts, which an older Node.js cannot even read.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `The Node.js language host needs Node.js 22.18 or newer, this is ${process.version} at ${process.execPath}. ` +
      "Start the engine with: node toolchain/bootstrap.mjs run -- pulumi ...\n",
  );
  process.exit(1);
}
