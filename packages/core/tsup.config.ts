import { packageConfig } from "../../tsup.shared.ts";

export default packageConfig({ entry: ["src/index.ts", "src/pure.ts"], splitting: true });
