import Findings
import HCL

/// What a root module says of the environment that it makes, beside its path: the key or workspace of its state, the
/// account and default tags of its providers, a variable or local named for it.
///
/// `acme-prod-state` becomes the path `acme/prod/state/-`, so that the folders by which a policy knows an environment
/// find it.
enum EnvironmentPlaces {
  static func places(of change: ModuleChange) -> [RepositoryPath] { places(of: [change.base, change.head]) }

  static func places(of views: [ModuleView]) -> [RepositoryPath] {
    var texts: Set<String> = []
    for view in views {
      addState(of: view, to: &texts)
      addProviders(of: view, to: &texts)
      for name in Self.names {
        for value in [view.scope.variables[name], view.scope.local(name)] {
          if let text = value?.string { texts.insert(text) }
        }
      }
    }
    return texts.compactMap(path).sorted()
  }

  /// What variables, locals and tags that name the environment are called.
  private static let names = ["environment", "env", "stage", "govuk_environment", "workspace"]

  private static func addState(of view: ModuleView, to texts: inout Set<String>) {
    guard let backend = view.stateBackend else { return }
    for name in ["key", "prefix", "path", "bucket", "workspace_key_prefix", "container_name", "storage_account_name"] {
      if let text = view.argument(name, of: backend).value?.string { texts.insert(text) }
    }
    for workspaces in backend.children(ofType: "workspaces") {
      for name in ["name", "prefix"] {
        if let text = view.argument(name, of: workspaces).value?.string { texts.insert(text) }
      }
    }
  }

  private static func addProviders(of view: ModuleView, to texts: inout Set<String>) {
    for provider in view.settings where provider.type == "provider" {
      let paths = [
        ["profile"], ["project"], ["assume_role", "role_arn"], ["assume_role_with_web_identity", "role_arn"],
        ["subscription_id"], ["account_id"], ["allowed_account_ids"],
      ]
      for value in paths.flatMap({ view.arguments(at: $0, of: provider) }).compactMap(\.value) {
        texts.formUnion((value.elements ?? [value]).compactMap(\.string))
      }
      for tags in view.arguments(at: ["default_tags", "tags"], of: provider).compactMap({ $0.value?.members }) {
        for (name, value) in tags where names.contains(name.lowercased()) {
          if let text = value.string { texts.insert(text) }
        }
      }
    }
  }

  /// The words of a name as folders; `nil` when there are none.
  private static func path(_ text: String) -> RepositoryPath? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? nil : RepositoryPath(words.joined(separator: "/") + "/-")
  }
}
