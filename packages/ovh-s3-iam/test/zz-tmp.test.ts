import fc from "fast-check";
fc.configureGlobal({ numRuns: 20000 });
await import("./s3-bucket-with-users.test.ts");
await import("../../ovh-project/test/plan.test.ts");
await import("../../ovh-compute-stack/test/ingress.test.ts");
await import("./policy-document.test.ts");
