import { demo } from "./demo.ts";
import { DemoError, red, say } from "./say.ts";
import { down, up } from "./standing.ts";

const [command = "demo", environment = ""] = process.argv.slice(2);
const commands: Record<string, () => Promise<void>> = {
  demo,
  up: () => up(environment),
  down: () => down(environment),
};

try {
  await (commands[command] ?? demo)();
} catch (error) {
  if (!(error instanceof DemoError)) throw error;
  say(red(`\nfailed: ${error.message}`));
  say(`next: ${error.next}`);
  process.exitCode = 1;
}
