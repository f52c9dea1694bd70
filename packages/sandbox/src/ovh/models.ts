import type { Lookup, Model } from "../model.ts";
import { connectionPool, getConnectionPool, getConnectionPools } from "./connection-pool.ts";
import { database } from "./database.ts";
import { databaseInstance } from "./database-instance.ts";
import { getCapabilities, getCertificates, getDatabase, getDatabases } from "./database-lookups.ts";
import { databaseChildLookups } from "./database-user-lookups.ts";
import { databaseUsers } from "./database-users.ts";
import { getIntegration, getIntegrations, integration } from "./integration.ts";
import { kafkaAcl, kafkaLookups, kafkaSchemaAcl, kafkaTopic } from "./kafka.ts";
import { getLogSubscription, getLogSubscriptions, logSubscription } from "./log-subscription.ts";
import { networkPrivate } from "./network.ts";
import { getOpensearchPattern, getOpensearchPatterns, opensearchPattern } from "./opensearch-pattern.ts";
import { inProject, project } from "./project.ts";
import { getProject, getProjects } from "./project-lookups.ts";
import { getMongoPrometheus, getPrometheus, mongoPrometheus, prometheus } from "./prometheus.ts";
import { s3Credential } from "./s3-credential.ts";
import { getUserS3Credential, getUserS3Credentials, getUserS3Policy } from "./s3-lookups.ts";
import { s3Policy } from "./s3-policy.ts";
import { storage } from "./storage.ts";
import { storagePresign, storageReplicationJob } from "./storage-jobs.ts";
import { getStorageLifecycle, storageLifecycle } from "./storage-lifecycle.ts";
import { getStorage, getStorageObject, getStorageObjects, getStorages } from "./storage-lookups.ts";
import { networkPrivateSubnetV2 } from "./subnet.ts";
import { user } from "./user.ts";
import { getUser, getUsers } from "./user-lookups.ts";

const inside: readonly Model[] = [
  networkPrivate,
  networkPrivateSubnetV2,
  user,
  storage,
  storageLifecycle,
  storageReplicationJob,
  storagePresign,
  s3Credential,
  s3Policy,
  database,
  databaseInstance,
  ...databaseUsers,
  connectionPool,
  prometheus,
  mongoPrometheus,
  logSubscription,
  integration,
  kafkaTopic,
  kafkaAcl,
  kafkaSchemaAcl,
  opensearchPattern,
];

/** Projects, users, private networks, buckets and databases. */
export const models: readonly Model[] = [project, ...inside.map(inProject)];

export const lookups: readonly Lookup[] = [
  getProject,
  getProjects,
  getUser,
  getUsers,
  getUserS3Credential,
  getUserS3Credentials,
  getUserS3Policy,
  getStorage,
  getStorages,
  getStorageObject,
  getStorageObjects,
  getStorageLifecycle,
  getDatabase,
  getDatabases,
  getCapabilities,
  getCertificates,
  ...databaseChildLookups,
  getConnectionPool,
  getConnectionPools,
  getPrometheus,
  getMongoPrometheus,
  getLogSubscription,
  getLogSubscriptions,
  getIntegration,
  getIntegrations,
  ...kafkaLookups,
  getOpensearchPattern,
  getOpensearchPatterns,
];
