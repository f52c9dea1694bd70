/** Type tokens of servers. */
export const openstackInstanceType = "openstack:compute/instance:Instance";
export const ovhInstanceType = "ovh:CloudProject/instance:Instance";
export const dedicatedServerType = "ovh:Dedicated/server:Server";
export const dedicatedReinstallType = "ovh:Dedicated/serverReinstallTask:ServerReinstallTask";
