import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";

const note = "SIMULATED: no Kubernetes API server stands behind this cluster of the sandbox";

/** A PEM block that says what it is: the sandbox has no authority that could sign. */
const block = (label: string, content: string) =>
  [`-----BEGIN ${label}-----`, Buffer.from(content).toString("base64"), `-----END ${label}-----`, ""].join("\n");

const encoded = (text: string) => Buffer.from(text).toString("base64");

/**
 * The credentials of a cluster: the file as OVHcloud writes it, and its parts. Well-formed, but nothing answers: the
 * server's name ends in `.invalid`, which no name server knows (RFC 2606).
 *
 * @param host name of the API server
 */
export function kubeconfig(name: string, host: string): Properties {
  const server = `https://${host}`;
  const authority = encoded(block("CERTIFICATE", note));
  const certificate = encoded(block("CERTIFICATE", `${note}\n${newId.hex40()}`));
  const key = encoded(block("RSA PRIVATE KEY", `${note}\n${newId.hex40()}`));
  const user = `kubernetes-admin-${name}`;
  const context = `kubernetes-admin@${name}`;
  return {
    kubeconfig: [
      `# ${note}`,
      "apiVersion: v1",
      "clusters:",
      "- cluster:",
      `    certificate-authority-data: ${authority}`,
      `    server: ${server}`,
      `  name: ${JSON.stringify(name)}`,
      "contexts:",
      "- context:",
      `    cluster: ${JSON.stringify(name)}`,
      `    user: ${JSON.stringify(user)}`,
      `  name: ${JSON.stringify(context)}`,
      `current-context: ${JSON.stringify(context)}`,
      "kind: Config",
      "preferences: {}",
      "users:",
      `- name: ${JSON.stringify(user)}`,
      "  user:",
      `    client-certificate-data: ${certificate}`,
      `    client-key-data: ${key}`,
      "",
    ].join("\n"),
    kubeconfigAttributes: [
      { host: server, clusterCaCertificate: authority, clientCertificate: certificate, clientKey: key },
    ],
  };
}
