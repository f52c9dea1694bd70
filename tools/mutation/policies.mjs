import { settings } from "./settings.mjs";

export default settings("policies", ["rules/**/*.ts", "{verdict,truth}.ts"]);
