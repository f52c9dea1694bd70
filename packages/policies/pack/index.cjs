"use strict";
// What `--policy-pack` loads: the engine requires the folder, which gives package.json's `main`, this file, and calls
// the function it exports. Nothing runs before that call, so loading this file by mistake starts no server; `import`
// and `require` of the package's name get dist/ by `exports`.
const { version } = require("../package.json");

module.exports = function startPack() {
  require("../dist/server.cjs").serve(version);
};
