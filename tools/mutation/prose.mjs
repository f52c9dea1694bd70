import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** Properties, and variables, whose text is for people. */
const prose = new Set(["slug", "title", "rationale", "remedy", "description", "url", "equivalents", "problem"]);
/** Properties, and functions, that take words of a closed type: no other word compiles. */
const closed = new Set(["group", "severity", "levels"]);
/** Functions that make a verdict, and which of their arguments says what is wrong. */
const makers = { fail: 1, failUnmarked: 1, failBy: 2, failIf: 2, judgeMembers: 1 };

/**
 * Leaves two sorts of texts alone. Those for people: that a rule explains itself in other words is no fault of its logic.
 * And those that do not compile as another word. A choice between two texts is mutated.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, "prose", {
    shouldIgnore(path) {
      const counts = path.isStringLiteral() || path.isTemplateLiteral() || path.isArrayExpression();
      if (!counts || (path.isArrayExpression() && path.parentPath.node.key?.name !== "equivalents")) return undefined;
      return reason(path);
    },
  }),
];

/** Why the text at this place does not count; undefined when it does. Looks through choices, lists and calls around it. */
function reason(path) {
  const { parentPath: parent, key } = path;
  if (parent.isConditionalExpression() && key === "test") return undefined;
  if (parent.isConditionalExpression() || parent.isLogicalExpression() || parent.isArrayExpression()) {
    return reason(parent);
  }
  if (parent.isObjectProperty()) return key === "value" ? named(parent.node.key.name) : undefined;
  if (parent.isVariableDeclarator()) return named(parent.node.id.name);
  if (!parent.isCallExpression() || path.listKey !== "arguments") return undefined;
  const called = parent.node.callee.name;
  if (makers[called] === key) return "text for people";
  return called === "levels" ? named(called) : reasonOfLink(parent);
}

/** The argument of a call that makes a link, `url: guide("...")`. */
function reasonOfLink({ parentPath: parent, key }) {
  return parent.isObjectProperty() && key === "value" && parent.node.key.name === "url" ? named("url") : undefined;
}

function named(name) {
  if (prose.has(name)) return "text for people";
  return closed.has(name) ? "no other word compiles" : undefined;
}
