#!/usr/bin/env node
// Stands in the repository, so that npm links the command before the package is built.
import "../dist/cli.js";
