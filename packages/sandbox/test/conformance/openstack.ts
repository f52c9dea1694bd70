import type { Example } from "./example.ts";
import { computeExamples } from "./openstack-compute.ts";
import { networkingExamples } from "./openstack-networking.ts";
import { serviceExamples } from "./openstack-services.ts";

/** OpenStack but for load balancing, in the order in which things need one another. */
export const examples: readonly Example[] = [...networkingExamples, ...computeExamples, ...serviceExamples];
