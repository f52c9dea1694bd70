import { settings } from "./settings.mjs";

export default settings("core", ["{cidr,ranges,spans,address-set,port-set}.ts"]);
