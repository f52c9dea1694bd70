// An account's frame: a project that is ordered, people and machines that may work in it, an alert on what it costs.
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");

const config = new pulumi.Config();
const me = ovh.me.getMeOutput();
const cart = ovh.order.getCartOutput({ ovhSubsidiary: me.ovhSubsidiary });
const plan = ovh.order.getCartProductPlanOutput({
  cartId: cart.id,
  priceCapacity: "renew",
  product: "cloud",
  planCode: "project.2018",
});

const project = new ovh.cloudproject.Project("project", {
  ovhSubsidiary: cart.ovhSubsidiary,
  description: config.get("description") ?? "ordered by code",
  plan: {
    duration: plan.selectedPrices[0].duration,
    planCode: plan.planCode,
    pricingMode: plan.selectedPrices[0].pricingMode,
  },
});
const robot = new ovh.me.APIOAuth2Client("robot", {
  name: "robot",
  description: "deploys",
  flow: "CLIENT_CREDENTIALS",
});
new ovh.iam.Policy("deploy", {
  name: config.get("policy") ?? "deploy",
  description: "what the robot may",
  identities: [robot.identity],
  resources: [project.projectURN ?? project.ProjectURN],
  allows: ["publicCloudProject:apiovh:*"],
});
new ovh.cloudproject.Alerting("alert", {
  serviceName: project.projectId,
  email: "costs@example.com",
  delay: 3600,
  monthlyThreshold: Number(config.get("threshold") ?? 100),
});
const users = (config.get("users") ?? "ci").split(",").map(
  (name) =>
    new ovh.cloudproject.User(name, {
      serviceName: project.projectId,
      description: name,
      roleNames: ["infrastructure_supervisor"],
    }),
);

exports.secret = robot.clientSecret;
exports.users = users.map(({ username }) => username);
