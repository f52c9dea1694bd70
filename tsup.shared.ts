import { defineConfig, type Options } from "tsup";

/** One build for every published package: ES module and CommonJS side by side, with declarations for both. */
export function packageConfig(extra: Options = {}) {
  return defineConfig({
    entry: ["src/index.ts"],
    format: ["esm", "cjs"],
    target: "node22",
    dts: true,
    clean: true,
    sourcemap: false,
    splitting: false,
    shims: true,
    removeNodeProtocol: false,
    ...extra,
  });
}
