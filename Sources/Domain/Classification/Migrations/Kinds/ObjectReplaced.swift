public import Findings
import SQL

extension ChangeKind {
  /// `CREATE OR REPLACE`, or a drop and a create in one file, of a view or routine that an earlier migration made.
  public static let migrationObjectReplaced = ChangeKind(
    id: "migration.object.replaced", title: "View or routine replaced",
    baseScore: BaseScore.low, direction: .neutral, reversible: false,
    why: "Every caller gets the new body at once, and the old one stands in an earlier migration only.",
    instead:
      "Keep the old columns and arguments for as long as released code uses them, and put the old body into "
      + "the way back.")
}

struct ObjectReplaced: HazardRule {
  let kind = ChangeKind.migrationObjectReplaced

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    // To change a repeatable script is the way to use it.
    if context.file.role == .repeatable { return [] }
    return switch command {
    case .createView(let view) where view.orReplace && isKnown(view.name, context): [hazard(view.name, "view")]
    case .createRoutine(let routine) where routine.orReplace && isKnown(routine.name, context):
      [hazard(routine.name, routine.kind.rawValue.lowercased())]
    case .drop(let drop) where [.view, .function, .procedure].contains(drop.kind):
      drop.names.filter { isKnown($0, context) && context.outline.createdObjects.contains(ObjectKey($0)) }
        .map { hazard($0, drop.kind.rawValue.lowercased()) }
    default: []
    }
  }

  /// Whether an earlier migration made it.
  private func isKnown(_ name: QualifiedName, _ context: HazardContext) -> Bool {
    let key = ObjectKey(name)
    return (context.schema.views[key] != nil || context.schema.routines[key] != nil)
      && !context.schema.newObjects.contains(key)
  }

  private func hazard(_ name: QualifiedName, _ object: String) -> Hazard {
    Hazard(name.description, after: "REPLACE", facts: [Finding.Fact("object", object)])
  }
}
