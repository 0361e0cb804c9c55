public import Findings

extension ChangeKind {
  /// The backend, its bucket, key or workspace, or the `cloud` block has changed.
  public static let terraformBackendChanged = ChangeKind(
    id: "terraform.backend.changed", title: "State kept elsewhere",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "With another state Terraform knows nothing of what is there: without a migration, the next apply "
      + "creates everything a second time.",
    instead: "Run `terraform init -migrate-state`, and plan before anybody applies.")

  /// A root module that kept its state in a file beside it gets a backend.
  public static let terraformBackendAdded = ChangeKind(
    id: "terraform.backend.added", title: "State moves into a backend",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Until the state is migrated, Terraform knows nothing of what is there and creates it a second time.",
    instead: "Run `terraform init -migrate-state`, and plan before anybody applies.")
}

extension ChangeKind {
  /// A setting without which the backend does not start is not written any more, so that `terraform init` must be given it.
  public static let terraformBackendPartial = ChangeKind(
    id: "terraform.backend.partial", title: "Place of the state given from outside",
    baseScore: 600, direction: .neutral, reversible: true,
    why: "Which state is used depends on what `terraform init` is given from now on; with another one Terraform knows "
      + "nothing of what is there.",
    instead: "Keep the settings in a file of the repository that is given to `terraform init -backend-config`.")
}

extension ChangeKind {
  /// The folder of a root module has another name, and where its state lies is not written in it.
  public static let terraformRootMoved = ChangeKind(
    id: "terraform.root.moved", title: "Root module in another folder",
    baseScore: 500, direction: .neutral, reversible: true,
    why: "The key of the state is given from outside, often made of the folder: with another key Terraform knows "
      + "nothing of what is there and creates everything a second time.",
    instead: "Move the state to the new key before anybody applies, and read the plan: it must be empty.")
}

extension ChangeKind {
  /// The `cloud` block, or the `remote` backend, selects its workspaces by other tags; the rest of it is the same.
  public static let terraformWorkspacesChanged = ChangeKind(
    id: "terraform.workspaces.changed", title: "Other workspaces selected by their tags",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Tags say which workspaces this configuration is for, not where a state lies: those that lose it are planned "
      + "without it, and those that gain it may hold what another configuration made.",
    instead: "Change the tags of the workspaces with it, and read the plan of each.")
}

/// Where the state is kept.
struct BackendChanged: TerraformRule {
  let kinds: [ChangeKind] = [
    .terraformBackendChanged, .terraformBackendAdded, .terraformBackendPartial, .terraformRootMoved,
    .terraformWorkspacesChanged,
  ]

  /// What says how the state is reached, and not which one it is.
  private static let access: Set<String> = [
    "profile", "role_arn", "assume_role", "encrypt", "kms_key_id", "dynamodb_table", "use_lockfile", "access_key",
    "secret_key", "token", "shared_credentials_file", "shared_credentials_files", "max_retries",
    "skip_credentials_validation",
    "skip_region_validation", "skip_metadata_api_check", "sas_token", "client_id", "client_secret", "use_oidc",
    "use_azuread_auth", "credentials", "impersonate_service_account", "kms_encryption_key", "acl", "external_id",
    "session_name", "allowed_account_ids", "use_msi", "snapshot", "use_path_style", "force_path_style",
  ]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    guard !change.base.isEmpty || change.base.terragrunt != nil, !change.head.isEmpty || change.head.terragrunt != nil
    else { return [] }
    let (before, after) = (change.base.stateBackend, change.head.stateBackend)
    let (old, new) = (
      before.map { Self.settings(of: $0, change.base) } ?? [:], after.map { Self.settings(of: $0, change.head) } ?? [:]
    )
    guard old != new, let block = after ?? before else { return moved(change) }
    // A module that gets its first backend was no root before, or kept its state in a file beside it.
    if before == nil, change.base.resources.isEmpty, change.base.moduleCalls.isEmpty { return [] }
    let onlyTags =
      old[Self.tagsKey] != nil && new[Self.tagsKey] != nil && Self.withoutTags(old) == Self.withoutTags(new)
    // A workspace that had all of the tags has those that are left.
    if onlyTags, let tags = Self.tags(before, change.base), let left = Self.tags(after, change.head),
      left.isSubset(of: tags), !left.isEmpty
    {
      return []
    }
    let names = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    // A partial configuration: `init` is given the rest ("Partial configuration", developer.hashicorp.com).
    let isGivenElsewhere = after != nil && old["type"] == new["type"] && names.allSatisfy { new[$0] == nil }
    let isPartial = isGivenElsewhere && before.map { Self.isPartial($0, after, without: names, in: change) } ?? false
    return [
      change.finding(
        before == nil
          ? .terraformBackendAdded
          : onlyTags
            ? .terraformWorkspacesChanged : isPartial ? .terraformBackendPartial : .terraformBackendChanged, "backend",
        at: block,
        side: after == nil ? .base : .head, confidence: isGivenElsewhere ? .symbolic : .literal,
        before: Self.shown(old, names),
        after: isGivenElsewhere ? .text("\(names.joined(separator: ", ")) by -backend-config") : Self.shown(new, names),
        facts: [Finding.Fact("backend", after?.labels.first ?? "none")])
    ]
  }

  /// Settings that a backend does not start without (developer.hashicorp.com, "Backend Type"): where one of them is not
  /// written, somebody has to give it. The others have defaults.
  private static let required: [String: Set<String>] = [
    "s3": ["bucket", "key", "region"], "gcs": ["bucket"], "http": ["address"], "consul": ["path"],
    "azurerm": ["storage_account_name", "container_name", "key", "resource_group_name"],
    "kubernetes": ["secret_suffix"],
  ]

  /// Whether all that is not written any more has to be given, and no file beside the module gives something else. That the
  /// state was encrypted must stay written somewhere.
  private static func isPartial(
    _ before: ConfigurationBlock, _ after: ConfigurationBlock?, without names: [String], in change: ModuleChange
  ) -> Bool {
    guard let required = before.labels.first.flatMap({ required[$0] }), names.allSatisfy(required.contains) else {
      return false
    }
    let gone = names.map { ($0, change.base.argument($0, of: before).value?.string) }
    let given = change.head.scope.files.backends.filter { file in names.contains { file[$0] != nil } }
    let same = given.filter { file in gone.allSatisfy { name, old in file[name] == nil || file[name] == old } }
    let wasEncrypted = change.base.argument("encrypt", of: before).value?.boolean == true
    if wasEncrypted, after?.attribute("encrypt") == nil { return same.contains { $0["encrypt"] == "true" } }
    if !given.isEmpty { return !same.isEmpty }
    // Where the module loses something as well, no plan tells one state from another.
    return !change.resources.contains { $0.fate == .removed }
      && !change.moduleCalls.contains { $0.after == nil && !$0.isCovered }
  }

  /// A folder that was renamed, where the text does not say which state is read from it.
  private func moved(_ change: ModuleChange) -> [Finding] {
    guard change.caller == nil, change.base.directory != change.head.directory else { return [] }
    let backend = change.head.stateBackend
    if let backend {
      let isNamed = Self.places.contains { change.head.argument($0, of: backend).value?.string != nil }
      if isNamed || !backend.children(ofType: "workspaces").isEmpty { return [] }
    }
    // A unit of Terragrunt has its backend from what it includes.
    guard let block = backend ?? change.head.terragrunt?.blocks.first else { return [] }
    return [
      change.finding(
        .terraformRootMoved, "backend", at: block, side: .head, before: .text(change.base.directory.display),
        after: .text(change.head.directory.display), facts: [Finding.Fact("backend", backend?.labels.first ?? "none")])
    ]
  }

  /// What names the state within its store.
  private static let places = ["key", "prefix", "path", "workspace_key_prefix", "schema_name", "secret_suffix"]

  /// The settings of the backend, where a root has one.
  static func settings(in view: ModuleView) -> [String: String]? {
    view.stateBackend.map { settings(of: $0, view) }
  }

  /// Whether a root with the settings `new` may read the state that one with `old` left: both name the same, or one is given
  /// the name from outside and the root `isNew`.
  static func mayShareState(_ old: [String: String], _ new: [String: String], isNew: Bool) -> Bool {
    let names = Set(places + ["workspaces.name", "workspaces.prefix", "workspaces.tags"])
    if old.keys.contains(where: names.contains), new.keys.contains(where: names.contains) { return old == new }
    return isNew && old.allSatisfy { new[$0.key] == nil || new[$0.key] == $0.value }
  }

  /// What is written out of where the state lies within its store.
  static func writtenPlaces(in view: ModuleView) -> [String: String] {
    guard let backend = view.stateBackend else { return [:] }
    var written: [String: String] = [:]
    for name in places { written[name] = view.argument(name, of: backend).value?.string }
    return written
  }

  private static func settings(of block: ConfigurationBlock, _ view: ModuleView) -> [String: String] {
    var settings = ["type": block.labels.first ?? block.type]
    for name in block.attributes.keys where !access.contains(name) {
      settings[name] = SensitiveAttributes.contains(name) ? "(sensitive)" : view.argument(name, of: block).symbolicText
    }
    for child in block.children(ofType: "workspaces") {
      for name in child.attributes.keys { settings["workspaces.\(name)"] = view.argument(name, of: child).symbolicText }
    }
    return settings
  }

  private static func tags(_ block: ConfigurationBlock?, _ view: ModuleView) -> Set<String>? {
    let tags = block.flatMap { $0.children(ofType: "workspaces").first }.map { view.argument("tags", of: $0) }
    return tags?.value?.elements.map { Set($0.compactMap(\.string)) }
  }

  private static let tagsKey = "workspaces.tags"

  private static func withoutTags(_ settings: [String: String]) -> [String: String] {
    settings.filter { $0.key != tagsKey }
  }

  private static func shown(_ settings: [String: String], _ names: [String]) -> Finding.Value? {
    let texts = names.compactMap { name in settings[name].map { "\(name) = \($0)" } }
    return texts.isEmpty ? nil : .text(texts.joined(separator: ", "))
  }
}

extension ModuleView {
  /// The `backend` or `cloud` block; a unit of Terragrunt makes one of its own.
  var stateBackend: ConfigurationBlock? {
    settings.filter { $0.type == "terraform" }.flatMap(\.children).first { $0.type == "backend" || $0.type == "cloud" }
  }
}
