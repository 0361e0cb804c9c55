/// The account that a root module works in, where its provider says so: `allowed_account_ids = ["711966560482"]`.
struct OwnAccount {
  private let id: String?

  /// Only what is written out on both sides counts: a variable may have another value where it is applied.
  init(_ change: ModuleChange) {
    let (before, after) = (Self.id(in: change.base), Self.id(in: change.head))
    id = before == after ? after : nil
  }

  private static func id(in view: ModuleView) -> String? {
    let providers = view.settings.filter {
      $0.type == "provider" && $0.labels.first == "aws" && $0.attribute("alias") == nil
    }
    let lists = providers.map { view.argument("allowed_account_ids", of: $0) }
    guard lists.count == 1, lists[0].isLiteral, let ids = lists[0].value?.elements, ids.count == 1 else { return nil }
    return ids[0].string
  }

  /// Whether a principal stands for the account itself in the policy of a resource of that account.
  ///
  /// That lets in nobody: within an account the policy of the identity is enough ("Cross-account policy evaluation logic",
  /// IAM user guide). The key policy of KMS is the exception, and whoever may become a role is no question of resources.
  func holds(_ principal: String, _ resource: ResourceChange, _ sort: PolicyHolder.Sort) -> Bool {
    guard let id, sort == .resource, !resource.type.hasPrefix("aws_kms_"),
      (resource.after ?? resource.before)?.attribute("provider") == nil
    else { return false }
    return principal == "AWS:\(id)" || principal == "AWS:arn:aws:iam::\(id):root"
  }
}
