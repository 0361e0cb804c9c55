import HCL

/// Grants that a resource gives by the name of a role or a managed policy.
enum RoleGrants {
  static func isSource(_ type: String) -> Bool {
    attachments.contains(type) || type == "aws_iam_role" || isGoogle(type) || azure.contains(type)
      || kubernetes.contains(type) || memberships.contains(type) || type == "aws_eks_access_policy_association"
      || type == "aws_lambda_permission" || type == "google_storage_bucket_access_control"
      || type == "google_storage_default_object_access_control"
  }

  /// Whether a resource of that type is one grant of one role or policy to one holder, and nothing of what others hold.
  static func isOneMember(_ type: String) -> Bool {
    type.hasSuffix("_iam_member")
      || ["aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment"]
        .contains(type)
  }

  /// The grants of one instance of a resource. Each says to whom, so that it counts once wherever it stands.
  static func grants(of block: ConfigurationBlock, in view: ModuleView) -> [AccessGrant] {
    let type = block.labels.first ?? ""
    if attachments.contains(type) || type == "aws_iam_role" { return amazon(type, block, view) }
    if memberships.contains(type) { return membership(type, block, view) }
    if type == "aws_eks_access_policy_association" { return cluster(block, view) }
    if isGoogle(type) { return google(block, view) }
    if azure.contains(type) { return self.azure(type, block, view) }
    if kubernetes.contains(type) { return self.kubernetes(type, block, view) }
    if type.hasPrefix("google_storage_") {
      let entity = text("entity", block, view) ?? ""
      return ["allUsers", "allAuthenticatedUsers"].contains(entity)
        ? [AccessGrant(level: .anyone, text: "\(text("role", block, view) ?? "access") to \(entity)")] : []
    }
    guard type == "aws_lambda_permission", text("principal", block, view) == "*",
      ["source_arn", "source_account", "principal_org_id"].allSatisfy({ view.argument($0, of: block).isAbsent }),
      text("function_url_auth_type", block, view) != "AWS_IAM"
    else { return [] }
    return [AccessGrant(level: .anyone, text: "allow \(text("action", block, view) ?? "invocation") to everyone")]
  }

  private static func text(_ name: String, _ block: ConfigurationBlock, _ view: ModuleView) -> String? {
    view.argument(name, of: block).value?.string
  }

  private static func texts(_ name: String, _ block: ConfigurationBlock, _ view: ModuleView) -> [String] {
    let argument = view.argument(name, of: block)
    if let elements = argument.value?.elements {
      // Each by its own text, as it would stand in an argument for one.
      var parts: [HCL.Expression] = []
      if case .tuple(let written)? = argument.source?.expression.unwrapped.kind, written.count == elements.count {
        parts = written
      }
      return elements.enumerated().map { index, element in
        element.string
          ?? (parts.isEmpty ? argument.symbolicText : SymbolicText.render(parts[index], in: view.scope))
      }
    }
    return argument.isAbsent ? [] : [argument.value?.string ?? argument.symbolicText]
  }

  // MARK: Amazon Web Services

  private static let attachments: Set<String> = [
    "aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment",
    "aws_iam_policy_attachment", "aws_ssoadmin_managed_policy_attachment",
  ]

  private static let managed: [String: AccessGrant.Level] = [
    "AdministratorAccess": .admin, "IAMFullAccess": .admin, "AdministratorAccess-Amplify": .wildcard,
    "PowerUserAccess": .wildcard, "AWSOrganizationsFullAccess": .wildcard,
    "AWSKeyManagementServicePowerUser": .wildcard,
    "AmazonS3FullAccess": .wildcard, "AmazonEC2FullAccess": .wildcard, "AWSLambda_FullAccess": .wildcard,
    "AmazonRDSFullAccess": .wildcard, "SecretsManagerReadWrite": .wildcard, "AmazonDynamoDBFullAccess": .wildcard,
    "job-function/SystemAdministrator": .wildcard, "AWSCloudFormationFullAccess": .wildcard,
  ]

  private static func amazon(_ type: String, _ block: ConfigurationBlock, _ view: ModuleView) -> [AccessGrant] {
    let arguments =
      type == "aws_iam_role" ? ["managed_policy_arns"] : ["policy_arn", "managed_policy_arn"]
    let holder =
      ["role", "user", "group", "name", "permission_set_arn"].map { view.argument($0, of: block) }
      .first { !$0.isAbsent }?.symbolicText ?? ""
    return arguments.flatMap { policies($0, block, view) }.compactMap { arn in
      // `arn:${data.aws_partition.current.partition}:iam::aws:policy/…` names the same policy in every partition.
      let quote: Character = "\""
      guard let marker = arn.range(of: ":policy/"), arn.drop(while: { $0 == quote }).hasPrefix("arn:") else {
        return nil
      }
      let name = String(arn[marker.upperBound...].prefix { $0 != quote })
      return managed[name].map { AccessGrant(level: $0, text: "\(name) to \(holder)") }
    }
  }

  /// The ARNs that an argument names; those of managed policies that a data source looks up by name are put in their
  /// place.
  private static func policies(_ name: String, _ block: ConfigurationBlock, _ view: ModuleView) -> [String] {
    let argument = view.argument(name, of: block)
    guard let names = argument.source?.expression.traversal?.leadingNames, names.count >= 3,
      names[0] == "data", names[1] == "aws_iam_policy", let source = view.dataSources["\(names[1]).\(names[2])"]
    else { return texts(name, block, view) }
    let found = text("name", source, view).map { "arn:aws:iam::aws:policy/\($0)" } ?? text("arn", source, view)
    return found.map { [$0] } ?? texts(name, block, view)
  }

  private static let memberships: Set<String> = ["aws_iam_user_group_membership", "aws_iam_group_membership"]

  /// Users who come into a group that administers: one of this module that is given so much, or one that is called so.
  private static func membership(_ type: String, _ block: ConfigurationBlock, _ view: ModuleView) -> [AccessGrant] {
    let isOneUser = type == "aws_iam_user_group_membership"
    let groups = isOneUser ? texts("groups", block, view) : [view.argument("group", of: block).symbolicText]
    let users = isOneUser ? [view.argument("user", of: block).symbolicText] : texts("users", block, view)
    let administering = groups.filter { administers($0, view) }
    return administering.flatMap { group in
      users.map { AccessGrant(level: .admin, text: "membership of \($0) in \(group)") }
    }
  }

  private static func administers(_ group: String, _ view: ModuleView) -> Bool {
    let key = groupKey(group, view)
    if key.lowercased().contains("admin") { return true }
    return view.resources.values.contains { block in
      guard block.labels.first == "aws_iam_group_policy_attachment",
        groupKey(view.argument("group", of: block).symbolicText, view) == key
      else { return false }
      return amazon("aws_iam_group_policy_attachment", block, view).contains { $0.level == .admin }
    }
  }

  /// What a reference to a group of the module, and its name, both come to.
  private static func groupKey(_ text: String, _ view: ModuleView) -> String {
    let plain = text.filter { $0 != "\"" }
    let parts = plain.split(separator: ".")
    guard parts.count >= 2, parts[0] == "aws_iam_group",
      let group = view.resources[ResourceAddress(type: "aws_iam_group", name: String(parts[1]))]
    else { return plain }
    return self.text("name", group, view) ?? String(parts[1])
  }

  /// `aws_eks_access_policy_association`: the access policies of AWS itself are documented in "Review access policy
  /// permissions" of the EKS user guide.
  private static func cluster(_ block: ConfigurationBlock, _ view: ModuleView) -> [AccessGrant] {
    guard let policy = text("policy_arn", block, view)?.split(separator: "/").last else { return [] }
    let isWhole = view.arguments(at: ["access_scope", "type"], of: block).contains { $0.value?.string == "cluster" }
    let holder = view.argument("principal_arn", of: block).symbolicText
    switch policy {
    case "AmazonEKSClusterAdminPolicy":
      return [AccessGrant(level: isWhole ? .admin : .wildcard, text: "\(policy) to \(holder)")]
    case "AmazonEKSAdminPolicy": return [AccessGrant(level: .wildcard, text: "\(policy) to \(holder)")]
    default: return []
    }
  }

  // MARK: Google Cloud

  private static func isGoogle(_ type: String) -> Bool {
    type.hasPrefix("google_")
      && (type.hasSuffix("_iam_member") || type.hasSuffix("_iam_binding") || type.hasSuffix("_iam_policy"))
  }

  private static let googleRoles: [String: AccessGrant.Level] = [
    "roles/owner": .admin, "roles/editor": .wildcard, "roles/resourcemanager.organizationAdmin": .admin,
    "roles/resourcemanager.projectIamAdmin": .admin, "roles/resourcemanager.folderAdmin": .admin,
    "roles/iam.securityAdmin": .admin, "roles/iam.serviceAccountTokenCreator": .escalation,
    "roles/iam.serviceAccountUser": .escalation, "roles/iam.serviceAccountKeyAdmin": .escalation,
    "roles/iam.serviceAccountAdmin": .escalation, "roles/iam.workloadIdentityUser": .escalation,
    "roles/iam.roleAdmin": .escalation, "roles/iam.organizationRoleAdmin": .escalation,
    "roles/deploymentmanager.editor": .escalation, "roles/cloudbuild.builds.editor": .escalation,
  ]

  private static func google(_ block: ConfigurationBlock, _ view: ModuleView) -> [AccessGrant] {
    let type = block.labels.first ?? ""
    var bindings: [(role: String, members: [String])] = []
    if type.hasSuffix("_iam_policy") {
      let policy = view.argument("policy_data", of: block).value
      var document: StaticValue?
      if case .encoded(let elements) = policy { document = elements.values.first }
      if case .string(let json) = policy { document = JSONValues.decode(json) }
      bindings = (document?.members?["bindings"]?.elements ?? []).map { binding in
        (
          binding.members?["role"]?.string ?? "",
          (binding.members?["members"]?.elements ?? []).map { $0.string ?? PolicyStatement.unknown }
        )
      }
    } else {
      let role = view.argument("role", of: block)
      bindings = [
        (role.value?.string ?? role.symbolicText, texts("member", block, view) + texts("members", block, view))
      ]
    }
    // A service account's own policy says who may use it; its roles are then those of that account.
    let isService = type.hasPrefix("google_service_account_")
    let isWide = ["google_project_", "google_folder_", "google_organization_"].contains { type.hasPrefix($0) }
    return bindings.flatMap { binding in
      binding.members.compactMap { member -> AccessGrant? in
        if ["allUsers", "allAuthenticatedUsers"].contains(member) {
          return AccessGrant(level: .anyone, text: "\(binding.role) to \(member)")
        }
        guard let level = googleRoles[binding.role], isWide || isService && level == .escalation else { return nil }
        // One account that may act as another one of its own is how workload identity is set up.
        if isService, binding.role != "roles/iam.serviceAccountTokenCreator" || isOwnAgent(member, view) { return nil }
        return AccessGrant(level: level, text: "\(binding.role) to \(member)")
      }
    }
  }

  /// Whether a member is an agent by which a service of Google works for the project of the module:
  /// `service-${data.google_project.main.number}@gcp-sa-dataform.iam.gserviceaccount.com`. Such a service runs what it is
  /// given as an account of the project, which is how it is set up ("Service agents", Google Cloud IAM). An agent of
  /// another project, or of one by its bare number, may be anybody's.
  private static func isOwnAgent(_ member: String, _ view: ModuleView) -> Bool {
    let text = member.filter { $0 != "\"" }
    let start = "serviceAccount:service-${"
    let pieces = StaticFunction.pieces(of: text, by: ".number}@gcp-sa-")
    guard pieces.count == 2, pieces[0].hasPrefix(start), pieces[1].hasSuffix(".iam.gserviceaccount.com") else {
      return false
    }
    let names = pieces[0].dropFirst(start.count).split(separator: ".").map(String.init)
    switch names.count {
    case 2:
      return names[0] == "google_project" && view.resources[ResourceAddress(type: names[0], name: names[1])] != nil
    case 3:
      guard names[0] == "data", names[1] == "google_project" else { return false }
      return view.dataSources["google_project.\(names[2])"].map {
        view.argument("project_id", of: $0).isAbsent
      } ?? false
    default: return false
    }
  }

  // MARK: Microsoft Azure

  private static let azure: Set<String> = [
    "azurerm_role_assignment", "azurerm_role_definition", "azuread_directory_role_assignment",
  ]

  private static func azure(_ type: String, _ block: ConfigurationBlock, _ view: ModuleView) -> [AccessGrant] {
    if type == "azurerm_role_definition" {
      let actions = view.arguments(at: ["permissions", "actions"], of: block).flatMap { $0.value?.elements ?? [] }
      return actions.compactMap(\.string).compactMap { action in
        if action == "*" { return AccessGrant(level: .admin, text: "a role that allows *") }
        let lowered = action.lowercased()
        return lowered.hasPrefix("microsoft.authorization/") && (lowered.hasSuffix("/write") || lowered.hasSuffix("*"))
          ? AccessGrant(level: .escalation, text: "a role that allows \(action)") : nil
      }
    }
    let principal = view.argument("principal_id", of: block).symbolicText
    let name = text("role_definition_name", block, view) ?? azureRole(block, view)
    let scope = view.argument("scope", of: block).symbolicText
    switch name {
    case "Owner", "User Access Administrator", "Role Based Access Control Administrator":
      return [AccessGrant(level: .admin, text: "\(name ?? "") on \(scope) to \(principal)")]
    case "Contributor"
    where scope.hasSuffix("subscription.id") || scope.contains("subscription.") || isSubscription(scope):
      return [AccessGrant(level: .wildcard, text: "Contributor on \(scope) to \(principal)")]
    default: return []
    }
  }

  /// The name of a role that is given by its id, which is the same in every tenant ("Azure built-in roles"), or that a data
  /// source looks up by name.
  private static func azureRole(_ block: ConfigurationBlock, _ view: ModuleView) -> String? {
    let id = view.argument("role_definition_id", of: block)
    let shown = id.symbolicText.lowercased()
    if let known = azureRoles.first(where: { shown.contains($0.key) }) { return known.value }
    guard
      let names = id.source?.expression.variables.map(\.leadingNames).first(where: {
        $0.count >= 3 && $0[1] == "azurerm_role_definition"
      })
    else { return nil }
    return view.dataSources["\(names[1]).\(names[2])"].flatMap { text("name", $0, view) }
  }

  private static let azureRoles = [
    "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
    "f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
    "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
  ]

  /// `/subscriptions/<id>` without anything behind it.
  private static func isSubscription(_ scope: String) -> Bool {
    let parts = scope.filter { $0 != "\"" }.split(separator: "/")
    return parts.count == 2 && parts.first == "subscriptions"
  }

  // MARK: Kubernetes

  private static let kubernetes: Set<String> = [
    "kubernetes_cluster_role_binding", "kubernetes_cluster_role_binding_v1", "kubernetes_cluster_role",
    "kubernetes_cluster_role_v1", "kubernetes_role_binding", "kubernetes_role_binding_v1",
  ]

  private static func kubernetes(_ type: String, _ block: ConfigurationBlock, _ view: ModuleView) -> [AccessGrant] {
    if type.contains("role_binding") {
      let role = view.arguments(at: ["role_ref", "name"], of: block).first?.value?.string ?? ""
      let subjects = view.arguments(at: ["subject", "name"], of: block).map { $0.value?.string ?? $0.symbolicText }
      return subjects.compactMap { subject in
        if ["system:anonymous", "system:unauthenticated"].contains(subject) {
          return AccessGrant(level: .anyone, text: "\(role) to \(subject)")
        }
        guard role == "cluster-admin" else { return nil }
        return AccessGrant(
          level: type.hasPrefix("kubernetes_cluster") ? .admin : .wildcard, text: "\(role) to \(subject)")
      }
    }
    let rules = view.scope.children(ofType: "rule", of: block)
    return rules.compactMap { rule in
      let verbs = texts("verbs", rule, view)
      let resources = texts("resources", rule, view)
      guard verbs.contains("*") || verbs.contains("escalate") || verbs.contains("bind") else { return nil }
      if verbs.contains("*"), resources.contains("*") {
        return AccessGrant(level: .admin, text: "a role that allows * on *")
      }
      return verbs.contains("*")
        ? nil : AccessGrant(level: .escalation, text: "a role that allows \(verbs.sorted().joined(separator: ", "))")
    }
  }
}

extension String {
  /// Where `text` stands for the first time.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    let pieces = StaticFunction.pieces(of: self, by: text)
    guard pieces.count > 1 else { return nil }
    let start = utf8.index(startIndex, offsetBy: pieces[0].utf8.count)
    return start..<utf8.index(start, offsetBy: text.utf8.count)
  }
}
