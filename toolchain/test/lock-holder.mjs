// Takes the lock named on the command line and keeps it until standard input ends.
import { once } from "node:events";
import { withLock } from "../src/lock.mjs";
import { silent } from "../src/say.mjs";

await withLock(
  process.argv[2] ?? "",
  "holding on",
  async () => {
    process.stdout.write("held\n");
    await once(process.stdin.resume(), "end");
  },
  { say: silent },
);
