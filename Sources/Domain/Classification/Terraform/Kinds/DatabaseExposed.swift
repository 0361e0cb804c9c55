public import Findings

extension ChangeKind {
  /// A database, cache or vault gets an address that the Internet can reach.
  public static let terraformDatabasePublic = ChangeKind(
    id: "terraform.database.public", title: "Database made public",
    baseScore: 850, direction: .loosens, reversible: true,
    why: "Exposed data stores are found by scanners within hours; only a password, or a rule beside it, is "
      + "left in between.",
    instead: "Keep it private, and reach it through the network it serves, a bastion or a private endpoint.",
    controls: ["SOC2:CC6.6"])

  /// A database, cache or vault can no longer be reached from the Internet. The inverse of
  /// `terraform.database.public`.
  public static let terraformDatabasePrivate = ChangeKind(
    id: "terraform.database.private", title: "Database made private",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Only what is in its network can reach it; whoever came from outside no longer can.",
    instead: "Nothing, unless something still needs the public address.",
    controls: ["SOC2:CC6.6"])
}

/// Data stores made public and private. A new one that is public from the start is reported as well.
struct DatabaseExposed: TerraformRule {
  let kinds: [ChangeKind] = [.terraformDatabasePublic, .terraformDatabasePrivate]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("publicly_accessible", on: "aws_", .whenFalse, whenAbsent: .on),
    ProtectiveSetting(
      "public_network_access_enabled",
      on: "azurerm_mssql_server azurerm_postgresql_server "
        + "azurerm_mysql_server "
        + "azurerm_mariadb_server azurerm_cosmosdb_account azurerm_redis_cache azurerm_key_vault "
        + "azurerm_postgresql_flexible_server azurerm_storage_account azurerm_synapse_workspace "
        + "azurerm_search_service",
      .whenFalse, whenAbsent: .off),
    ProtectiveSetting(
      "settings.ip_configuration.ipv4_enabled", on: "google_sql_database_instance", .whenFalse,
      whenAbsent: .off),
    ProtectiveSetting(
      "settings.ip_configuration.authorized_networks.value", on: "google_sql_database_instance",
      .exposes(["0.0.0.0/0", "::/0"]), whenAbsent: .on),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(
      of: Self.settings, loosened: .terraformDatabasePublic, tightened: .terraformDatabasePrivate)
      + change.instances.flatMap { added($0, change) } + networksAdded(change)
  }

  /// What a new resource says of itself; what its provider's default is, it does not say.
  private func added(_ resource: ResourceChange, _ change: ModuleChange) -> [Finding] {
    guard resource.fate == .added, let block = resource.after, change.head.instances(of: block) != 0 else {
      return []
    }
    return Self.settings.filter { $0.applies(to: resource.type) }.flatMap { setting in
      change.head.arguments(at: setting.path, of: block).filter { argument in
        !argument.isAbsent && argument.value?.isKnown == true && setting.protection(by: argument) == .off
          && argument.path != "settings.ip_configuration.ipv4_enabled"
      }.map { change.finding(.terraformDatabasePublic, resource, .absent($0.path), $0) }
    }
  }

  /// A network of the whole world added beside other ones, which comparing block by block does not see.
  private func networksAdded(_ change: ModuleChange) -> [Finding] {
    change.instances.flatMap { resource -> [Finding] in
      guard resource.fate == .kept, let before = resource.before, let after = resource.after,
        let setting = Self.settings.last, setting.applies(to: resource.type)
      else { return [] }
      let old = change.base.arguments(at: setting.path, of: before)
      let new = change.head.arguments(at: setting.path, of: after)
      guard !old.isEmpty, !old.contains(where: { setting.protection(by: $0) == .off }) else { return [] }
      return new.dropFirst(old.count).filter { setting.protection(by: $0) == .off }
        .map { change.finding(.terraformDatabasePublic, resource, .absent($0.path), $0) }
    }
  }
}
