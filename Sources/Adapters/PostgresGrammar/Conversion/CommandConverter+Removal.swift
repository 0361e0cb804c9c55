import SQL

extension CommandConverter {
  /// DROP and TRUNCATE.
  func removal(_ type: String, _ node: TreeNode) -> [Command]? {
    switch type {
    case "DropStmt": drop(node).map { [.drop($0)] }
    case "TruncateStmt":
      names(node.items("relations")).map { [.truncate(Truncate($0, cascade: cascades(node)))] }
    case "DropdbStmt": single(.database, node.text("dbname"), node)
    case "DropTableSpaceStmt": single(.tablespace, node.text("tablespacename"), node)
    case "DropSubscriptionStmt": single(.subscription, node.text("subname"), node)
    case "DropRoleStmt":
      [
        .drop(
          Drop(
            .role, node.items("roles").compactMap { role($0) }.map { QualifiedName($0) },
            ifExists: node.flag("missing_ok")))
      ]
    case "DropOwnedStmt":
      [
        .drop(
          Drop(
            .owned, node.items("roles").compactMap { role($0) }.map { QualifiedName($0) },
            cascade: cascades(node)))
      ]
    case "DropUserMappingStmt": [.drop(Drop(.userMapping, [], ifExists: node.flag("missing_ok")))]
    default: nil
    }
  }

  private func single(_ kind: ObjectKind, _ name: String?, _ node: TreeNode) -> [Command]? {
    name.map {
      [.drop(Drop(kind, [QualifiedName($0)], ifExists: node.flag("missing_ok"), cascade: cascades(node)))]
    }
  }

  private func drop(_ node: TreeNode) -> Drop? {
    guard let kind = node.text("removeType").flatMap(ObjectKind.init(grammar:)) else { return nil }
    var names: [QualifiedName] = []
    var table: QualifiedName?
    switch kind {
    case .cast, .transform, .operator, .operatorClass, .operatorFamily: break
    default:
      for object in node.items("objects") {
        var parts = objectParts(object)
        if kind == .trigger || kind == .policy || kind == .rule {
          // The name of the table comes first, the object's own last.
          guard let own = parts.popLast() else { return nil }
          table = QualifiedName(parts: parts)
          parts = [own]
        }
        guard let name = QualifiedName(parts: parts) else { return nil }
        names.append(name)
      }
    }
    return Drop(
      kind, names, on: table, ifExists: node.flag("missing_ok"), cascade: cascades(node),
      concurrently: node.flag("concurrent"))
  }
}
