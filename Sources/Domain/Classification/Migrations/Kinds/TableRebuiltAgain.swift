public import Findings
import SQL

extension ChangeKind {
  /// A second statement of one file writes the same table anew.
  public static let migrationTableRebuiltAgain = ChangeKind(
    id: "migration.table.rebuilt-again", title: "Table written anew twice",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "Each of the statements copies the whole table, where one with both changes would copy it once.",
    instead: "Put the changes of a table into one ALTER TABLE, with commas between them.")
}

struct TableRebuiltAgain: HazardRule {
  let kind = ChangeKind.migrationTableRebuiltAgain
  let dialects: Set<Dialect>? = [.postgres, .mysql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    // Once for a table; how frameworks divide what they send is not the file's to say.
    guard case .alterTable(let alter) = command, context.file.layout.language == nil,
      context.session.rebuilt[context.schema.key(of: alter.name)] == 1, Self.rebuilds(command, context)
    else { return [] }
    return [.table(alter.name)]
  }

  /// Whether `command` writes its table anew, as far as is known.
  static func rebuilds(_ command: Command, _ context: HazardContext) -> Bool {
    guard case .alterTable(let alter) = command, !context.schema.isNewForLocks(alter.name) else { return false }
    return context.dialect == .mysql
      ? (OnlineChange(command, context)?.cost?.algorithm ?? .instant) >= .inPlace
      : context.effects[context.schema.key(of: alter.name)]?.rewrites == .yes
  }
}
