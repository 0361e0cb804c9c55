import Findings
import Firewall
import YAML

/// The defaults and the variables of the Ansible role that a file belongs to (docs.ansible.com, "Roles").
struct RoleVariables {
  let values: [String: YAMLNode]

  /// Files of variables as they stand beside the folders of tasks and templates, later ones over earlier ones.
  private static let files = [
    "../defaults/main.yml", "../defaults/main.yaml", "../vars/main.yml", "../vars/main.yaml",
  ]

  /// - Parameter files: the files around one of the folders of a role.
  init(_ files: inout NeighbourFiles, _ parser: any YAMLParser) {
    var values: [String: YAMLNode] = [:]
    for name in Self.files {
      guard let bytes = files.bytes(name) else { continue }
      let document = parser.parse(TemplateText(bytes).bytes, isTemplate: true).documents.first
      for entry in document?.entries ?? [] { values[entry.key] = entry.value }
    }
    self.values = values
  }

  /// The value of a name, a list with commas between its values; `nil` where it is not known or computed.
  func text(_ name: String) -> String? {
    guard let node = values[name] else { return nil }
    let texts = node.isSequence ? node.elements.map(\.text) : [node.text]
    let known = texts.compactMap { $0 }
    guard known.count == texts.count, !known.isEmpty, known.allSatisfy(Self.isPlain) else { return nil }
    return known.joined(separator: ",")
  }

  /// One word of a rule.
  private static func isPlain(_ text: String) -> Bool {
    let isWord = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 32) || ".:/-_,!+".utf8.contains(byte)
    }
    return isWord && !text.isEmpty
  }

  /// Whether a changed file may be one of them.
  static func isPart(_ path: RepositoryPath) -> Bool {
    ["defaults", "vars"].contains { path.directory.isNamed($0) } && path.name.starts(with: "main.y".utf8)
  }
}
