import Exposure
public import YAML

/// Reads `kustomization.yaml` (kubectl.docs.kubernetes.io, "The Kustomization File"): which files are applied, and the
/// patches that stand in it.
public struct Kustomization {
  /// Files and directories that are applied, as written.
  public let resources: Set<String>
  /// Patches as texts of their own, with the line of each.
  public let patches: [(text: String, line: Int)]
  /// Patches in JSON's way of saying it, on objects that restrict or publish (RFC 6902).
  public let marks: [DeclaredMark]

  /// Names under which the file is found.
  public static let names = ["kustomization.yaml", "kustomization.yml", "Kustomization"]

  public init(_ document: YAMLNode) {
    var resources: Set<String> = []
    var patches: [(text: String, line: Int)] = []
    var marks: [DeclaredMark] = []
    for key in ["resources", "bases", "components"] {
      for item in document[key]?.elements ?? [] { item.text.map { _ = resources.insert(Self.plain($0)) } }
    }
    for key in ["patches", "patchesJson6902", "patchesStrategicMerge"] {
      for item in document[key]?.elements ?? [] {
        guard let patch = item["patch"] ?? (item.text?.contains("\n") == true ? item : nil), let text = patch.text
        else {
          continue
        }
        let kind = item["target", "kind"]?.text ?? ""
        let isOperations = text.split(separator: "\n").contains { $0.filter { !"- \"{,".contains($0) }.hasPrefix("op") }
        if isOperations {
          guard kind.hasSuffix("NetworkPolicy") || kind == "Service" || kind == "Ingress" || kind.isEmpty else {
            continue
          }
          let name = item["target", "name"]?.text ?? ""
          let what = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          guard !kind.isEmpty || what.contains("gress") else { continue }
          marks.append(DeclaredMark(.patched, "\(kind) \(name) by \(what)", Origin(line: patch.line)))
        } else {
          patches.append((text, patch.line + (text.contains("\n") ? 1 : 0)))
        }
      }
    }
    self.resources = resources
    self.patches = patches
    self.marks = marks
  }

  /// `./a/b.yaml` is `a/b.yaml`.
  private static func plain(_ path: String) -> String { path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
}
