import YAML

/// The file that is read, as error messages name it.
struct YAMLFile: Sendable {
  let name: String

  /// `name:line`, as rules carry it.
  func location(_ position: YAMLPosition) -> String { "\(name):\(position.line)" }
}
