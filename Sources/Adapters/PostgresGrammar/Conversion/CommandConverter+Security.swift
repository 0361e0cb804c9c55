import SQL

extension CommandConverter {
  /// GRANT, REVOKE and roles.
  func security(_ type: String, _ node: TreeNode) -> [Command]? {
    switch type {
    case "GrantStmt": return grant(node).map { [$0] }
    case "GrantRoleStmt": return [grantRoles(node)]
    case "AlterDefaultPrivilegesStmt":
      let option = option("schemas", in: node.items("options"))?["arg"]?.unwrap("List")
      let schemas = strings(option?.items("items") ?? [])
      return node["action"].flatMap { grant($0, defaultSchemas: schemas) }.map { [$0] }
    case "CreateRoleStmt":
      return node.text("role").map {
        [.role(RoleChange($0, isCreation: true, attributes: attributes(node)))]
      }
    case "AlterRoleStmt": return alterRole(node).map { [$0] }
    case "AlterRoleSetStmt":
      return [.alter(AlterObject(.role, role(node["role"]).map { QualifiedName($0) }, .other("SET")))]
    default: return nil
    }
  }

  private func grant(_ node: TreeNode, defaultSchemas: [String]? = nil) -> Command? {
    guard let kind = node.text("objtype").flatMap(ObjectKind.init(grammar:)) else { return nil }
    let privileges = node.items("privileges").compactMap { item -> String? in
      guard let privilege = item.unwrap("AccessPriv") else { return nil }
      // ALL with a list of columns has no name.
      return privilege.text("priv_name")?.uppercased() ?? "ALL"
    }
    let objects = node.items("objects")
    let isInSchema = node.text("targtype") == "ACL_TARGET_ALL_IN_SCHEMA"
    let isNamed = kind != .largeObject && !isInSchema
    return .privileges(
      PrivilegeChange(
        isGrant: node.flag("is_grant"), privileges: privileges.isEmpty ? ["ALL"] : privileges,
        objectKind: kind,
        objects: isNamed ? objects.compactMap { QualifiedName(parts: objectParts($0)) } : [],
        schemas: defaultSchemas ?? (isInSchema ? strings(objects) : []),
        grantees: node.items("grantees").compactMap { role($0) }, withGrantOption: node.flag("grant_option"),
        isDefault: defaultSchemas != nil))
  }

  private func grantRoles(_ node: TreeNode) -> Command {
    let roles = node.items("granted_roles").compactMap {
      $0.unwrap("AccessPriv")?.text("priv_name")?.uppercased()
    }
    return .privileges(
      PrivilegeChange(
        isGrant: node.flag("is_grant"), privileges: roles,
        grantees: node.items("grantee_roles").compactMap { role($0) }, withGrantOption: node.flag("admin_opt")
      ))
  }

  /// The server's option names for the attributes of ``SQL/RoleChange``.
  private static let attributeNames = [
    "superuser": "SUPERUSER", "createrole": "CREATEROLE", "createdb": "CREATEDB", "bypassrls": "BYPASSRLS",
    "isreplication": "REPLICATION", "canlogin": "LOGIN",
  ]

  private func attributes(_ node: TreeNode) -> [String] {
    node.items("options").compactMap { item in
      guard let option = item.unwrap("DefElem"),
        let name = option.text("defname").flatMap({ Self.attributeNames[$0] }),
        option["arg"]?.unwrap("Boolean")?.flag("boolval") ?? true
      else { return nil }
      return name
    }
  }

  private func alterRole(_ node: TreeNode) -> Command? {
    guard let name = role(node["role"]) else { return nil }
    if let members = option("rolemembers", in: node.items("options"))?["arg"]?.unwrap("List") {
      return .privileges(
        PrivilegeChange(
          isGrant: node["action"]?.integer == 1, privileges: [name.uppercased()],
          grantees: members.items("items").compactMap { role($0) }))
    }
    return .role(RoleChange(name, isCreation: false, attributes: attributes(node)))
  }
}
