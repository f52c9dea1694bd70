export {
  ManagedTimescalePg,
  type ManagedTimescalePgArgs,
  type ManagedTimescalePgNodes,
  type ManagedTimescalePgOverrides,
} from "./managed-timescale-pg.ts";
