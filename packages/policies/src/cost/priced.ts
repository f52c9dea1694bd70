import type { View } from "../view.ts";
import { cloudInstance, openstackInstance, ovhInstance } from "./compute.ts";
import { database } from "./database.ts";
import { cluster, nodePool } from "./kubernetes.ts";
import { cloudGateway, floatingIp, gateway, openstackLoadBalancer, ovhLoadBalancer, router } from "./network.ts";
import type { Part } from "./part.ts";
import { bucket, cloudVolume, openstackVolume, ovhVolume, volumeBackup } from "./storage.ts";

/** How the parts of a resource and their cost follow from its properties, by type. Pure and total. */
export const pricedTypes: ReadonlyMap<string, (view: View) => Part[]> = new Map<string, (view: View) => Part[]>([
  ["ovh:CloudProject/database:Database", database],
  ["ovh:CloudProject/instance:Instance", ovhInstance],
  ["ovh:CloudProject/gateway:Gateway", gateway],
  ["ovh:CloudProject/loadBalancer:LoadBalancer", ovhLoadBalancer],
  ["ovh:CloudProject/volume:Volume", ovhVolume],
  ["ovh:CloudProject/volumeBackup:VolumeBackup", volumeBackup("regionName")],
  ["ovh:CloudProject/storage:Storage", bucket],
  ["ovh:CloudProject/kube:Kube", cluster],
  ["ovh:CloudProject/kubeNodePool:KubeNodePool", nodePool],
  ["ovh:index/cloudInstance:CloudInstance", cloudInstance],
  ["ovh:index/cloudGateway:CloudGateway", cloudGateway],
  ["ovh:index/cloudFloatingIp:CloudFloatingIp", floatingIp],
  ["ovh:index/cloudStorageBlockVolume:CloudStorageBlockVolume", cloudVolume],
  ["ovh:index/cloudStorageBlockVolumeBackup:CloudStorageBlockVolumeBackup", volumeBackup("region")],
  ["openstack:compute/instance:Instance", openstackInstance],
  ["openstack:blockstorage/volume:Volume", openstackVolume],
  ["openstack:networking/floatingIp:FloatingIp", floatingIp],
  ["openstack:compute/floatingIp:FloatingIp", floatingIp],
  ["openstack:networking/router:Router", router],
  ["openstack:loadbalancer/loadBalancer:LoadBalancer", openstackLoadBalancer],
]);
