import HCL

/// Grants that a resource gives by the name of a role or a managed policy.
enum RoleGrants {
  static func isSource(_ type: String) -> Bool {
    attachments.contains(type) || type == "aws_iam_role" || isGoogle(type) || azure.contains(type)
      || kubernetes.contains(type) || type == "aws_lambda_permission" || type == "google_storage_bucket_access_control"
      || type == "google_storage_default_object_access_control"
  }

  /// The grants of one instance of a resource. Each says to whom, so that it counts once wherever it stands.
  static func grants(of block: ConfigurationBlock, in view: ModuleView) -> [AccessGrant] {
    let type = block.labels.first ?? ""
    if attachments.contains(type) || type == "aws_iam_role" { return amazon(type, block, view) }
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
    if let elements = argument.value?.elements { return elements.map { $0.string ?? argument.symbolicText } }
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
    return arguments.flatMap { texts($0, block, view) }.compactMap { arn in
      // `arn:${data.aws_partition.current.partition}:iam::aws:policy/…` names the same policy in every partition.
      let quote: Character = "\""
      guard let marker = arn.range(of: ":policy/"), arn.drop(while: { $0 == quote }).hasPrefix("arn:") else {
        return nil
      }
      let name = String(arn[marker.upperBound...].prefix { $0 != quote })
      return managed[name].map { AccessGrant(level: $0, text: "\(name) to \(holder)") }
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
        if isService, binding.role != "roles/iam.serviceAccountTokenCreator" { return nil }
        return AccessGrant(level: level, text: "\(binding.role) to \(member)")
      }
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
    let name = text("role_definition_name", block, view)
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
