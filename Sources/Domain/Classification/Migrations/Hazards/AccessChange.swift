import Findings
import SQL

/// A change of who may do what in the database, and which way it goes.
struct AccessChange {
  let loosens: Bool
  let hazard: Hazard

  /// Roles of PostgreSQL whose members read or write everything, or act as the server's own user.
  private static let powerfulRoles: Set<String> = [
    "pg_execute_server_program", "pg_read_all_data", "pg_read_server_files", "pg_write_all_data",
    "pg_write_server_files", "rds_superuser", "cloudsqlsuperuser", "azure_pg_admin", "postgres",
  ]

  /// Attributes by which a role escapes the privileges that were granted.
  private static let powerfulAttributes: Set<String> = [
    "SUPERUSER", "BYPASSRLS", "CREATEROLE", "REPLICATION",
  ]

  /// The changes of access in `command`.
  static func all(in command: Command, _ context: HazardContext) -> [AccessChange] {
    switch command {
    case .privileges(let change): return privileges(change)
    case .role(let role): return attributes(of: role)
    case .alterTable(let alter) where !context.schema.isNew(alter.name):
      return alter.actions.compactMap { rowSecurity($0, of: alter.name) }
    case .drop(let drop) where drop.kind == .policy: return droppedPolicies(drop, context)
    case .createPolicy(let policy) where !policy.isPermissive && !context.schema.isNew(policy.table):
      return [
        AccessChange(
          loosens: false,
          hazard: .part("policy", policy.name, of: policy.table, after: "CREATE RESTRICTIVE POLICY"))
      ]
    case .alterSystem(let variable, let value):
      return [
        loosening(
          Hazard(variable, after: "ALTER SYSTEM", facts: value.map { [Finding.Fact("value", $0)] } ?? []))
      ]
    case .copy(let copy):
      guard case .program = copy.endpoint else { return [] }
      return [loosening(Hazard(copy.table?.description ?? "query", after: "COPY PROGRAM"))]
    case .createRoutine(let routine) where routine.isSecurityDefiner:
      return [loosening(Hazard(routine.name.description, after: "SECURITY DEFINER"))]
    case .set(let variable) where variable.name == "session_replication_role" && variable.value == "replica":
      // Triggers do not fire, so foreign keys are not checked.
      return [loosening(Hazard(variable.name, after: "replica"))]
    default: return []
    }
  }

  private static func loosening(_ hazard: Hazard) -> AccessChange {
    AccessChange(loosens: true, hazard: hazard)
  }

  private static func privileges(_ change: PrivilegeChange) -> [AccessChange] {
    let toEveryone = change.grantees.contains("public")
    let powerful =
      change.objectKind == nil ? change.privileges.filter { powerfulRoles.contains($0.lowercased()) } : []
    guard !change.isGrant || toEveryone || !powerful.isEmpty else { return [] }
    let names = change.objects.map(\.description) + change.schemas.map { "schema \($0)" }
    let privileges = change.privileges.sorted().joined(separator: ", ")
    let grantees = change.grantees.map { $0 == "public" ? "PUBLIC" : $0 }.sorted().joined(separator: ", ")
    let words =
      change.isGrant ? "GRANT \(privileges) TO \(grantees)" : "REVOKE \(privileges) FROM \(grantees)"
    return (names.isEmpty ? [change.isDefault ? "default privileges" : grantees] : names).map { name in
      AccessChange(
        loosens: change.isGrant,
        hazard: Hazard(
          name, after: words,
          facts: [Finding.Fact("privileges", privileges), Finding.Fact("grantees", grantees)]))
    }
  }

  private static func attributes(of role: RoleChange) -> [AccessChange] {
    let powerful = role.attributes.filter(powerfulAttributes.contains).sorted().joined(separator: ", ")
    guard !powerful.isEmpty else { return [] }
    return [loosening(Hazard(role.name, after: powerful, facts: [Finding.Fact("role", role.name)]))]
  }

  private static func rowSecurity(_ action: AlterAction, of table: QualifiedName) -> AccessChange? {
    guard case .setRowSecurity(let setting) = action else { return nil }
    return AccessChange(
      loosens: setting == .disable || setting == .noForce,
      hazard: .table(table, after: "\(setting.rawValue) ROW LEVEL SECURITY"))
  }

  /// A policy that is made again in the same file is replaced: which way that goes is in its expressions, not
  /// here.
  private static func droppedPolicies(_ drop: Drop, _ context: HazardContext) -> [AccessChange] {
    guard let table = drop.table, !context.schema.isNew(table) else { return [] }
    return drop.names.map { name in
      let isReplaced = context.outline.createdPolicies.contains(
        TableMember(table: ObjectKey(table), name: name.name))
      return loosening(
        .part(
          "policy", name.name, of: table, after: isReplaced ? "REPLACE POLICY" : "DROP POLICY",
          confidence: isReplaced ? .symbolic : nil))
    }
  }
}
