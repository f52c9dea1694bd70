/** Type tokens of what the rules on networks judge. */

/** One rule of a Neutron security group (provider package `@pulumi/openstack`). */
export const secGroupRuleType = "openstack:networking/secGroupRule:SecGroupRule";
/** A Neutron security group; its rules are resources of their own. */
export const secGroupType = "openstack:networking/secGroup:SecGroup";
/** A security group with its rules in it, made through Nova. */
export const novaSecGroupType = "openstack:compute/secGroup:SecGroup";
/** A security group with its rules in it, made through OVHcloud's API (provider package `@ovhcloud/pulumi-ovh`). */
export const cloudSecurityGroupType = "ovh:index/cloudSecurityGroup:CloudSecurityGroup";

export const networkType = "openstack:networking/network:Network";
export const portType = "openstack:networking/port:Port";
export const portGroupsType = "openstack:networking/portSecGroupAssociate:PortSecGroupAssociate";
export const serverType = "openstack:compute/instance:Instance";
/** An interface that a server gets while it runs. */
export const interfaceAttachType = "openstack:compute/interfaceAttach:InterfaceAttach";
/** A server of OVHcloud's API v2. */
export const cloudInstanceType = "ovh:index/cloudInstance:CloudInstance";
/** A server of OVHcloud's API v1. */
export const instanceType = "ovh:CloudProject/instance:Instance";

export const listenerType = "openstack:loadbalancer/listener:Listener";
export const poolType = "openstack:loadbalancer/pool:Pool";
/** A load balancer of OVHcloud's API v1, with its listeners in it. */
export const loadBalancerType = "ovh:CloudProject/loadBalancer:LoadBalancer";

export const kubeType = "ovh:CloudProject/kube:Kube";
export const kubeIpRestrictionsType = "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions";

/** Types that hold rules on what may come in. */
export const ingressTypes = [secGroupRuleType, novaSecGroupType, cloudSecurityGroupType];

/** OVHcloud's guide on security groups. */
export const securityGroupGuide =
  "https://github.com/ovh/docs/blob/develop/pages/public_cloud/compute/setup_security_group/guide.en-gb.md";
/** What Neutron makes of a security group rule. */
export const securityGroupRuleReference = "https://docs.openstack.org/api-ref/network/v2/#create-security-group-rule";
