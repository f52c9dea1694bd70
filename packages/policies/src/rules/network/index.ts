import type { Rule } from "../../rule.ts";
import { sshWorld } from "./net001-ssh-world.ts";
import { adminPortsWorld } from "./net002-admin-ports-world.ts";
import { dbPortsWorld } from "./net003-db-ports-world.ts";
import { anyPortOrProtocol } from "./net004-any-port-or-protocol.ts";
import { omittedSource } from "./net005-omitted-source.ts";
import { portSecurityOff } from "./net006-port-security-off.ts";
import { allowedAddressAny } from "./net007-allowed-address-any.ts";
import { lbTls } from "./net008-lb-tls.ts";
import { kubeApiOpen } from "./net009-kube-api-open.ts";
import { sgDescribed } from "./net010-sg-described.ts";

/** Rules on networks and load balancers, by id. */
export const networkRules: readonly Rule[] = [
  sshWorld,
  adminPortsWorld,
  dbPortsWorld,
  anyPortOrProtocol,
  omittedSource,
  portSecurityOff,
  allowedAddressAny,
  lbTls,
  kubeApiOpen,
  sgDescribed,
];
