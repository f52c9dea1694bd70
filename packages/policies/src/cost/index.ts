export { type Estimate, estimate, type Gap, type Line, type Resource, type Usage } from "./estimate.ts";
export { freeTypes } from "./free.ts";
export { formatEuros } from "./money.ts";
export { pricedTypes } from "./priced.ts";
