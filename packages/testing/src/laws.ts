import type { StateResource } from "@accoreboot/sandbox";

const isComponent = ({ type }: StateResource) => /^[\w-]+:index:\w+$/.test(type) && !type.startsWith("cloudflare:");
/** An existing project that was adopted and left as it is: the one component that may make nothing. */
const adoptsOnly = ({ type, inputs }: StateResource) =>
  type === "ovh-project:index:OvhProject" && inputs?.["project"] === "adopted";
const nameOf = ({ urn }: StateResource) => urn.split("::").at(-1) ?? "";

/** What a state shows of the laws of a component: every breach, in words. */
export function brokenLaws(resources: readonly StateResource[]): string[] {
  const components = resources.filter(isComponent);
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return [
    ...(components.length === 0 ? ["there is no component in the state"] : []),
    ...components.flatMap((component) => {
      const children = resources.filter(({ parent }) => parent === component.urn);
      const outputs = Object.keys(component.outputs ?? {});
      return [
        ...(outputs.length === 0 ? [`${component.urn} registers no outputs`] : []),
        ...(children.length === 0 && !adoptsOnly(component) ? [`${component.urn} has no children`] : []),
        ...children
          .filter((child) => !nameOf(child).startsWith(`${nameOf(component)}-`))
          .map((child) => `${child.urn} is not named after its component`),
      ];
    }),
    ...resources
      .filter(
        ({ type, parent }) =>
          /^(ovh|openstack):(?!index)/.test(type) && !isComponent(byUrn.get(parent ?? "") as StateResource),
      )
      .map(({ urn }) => `${urn} belongs to no component`),
  ];
}
