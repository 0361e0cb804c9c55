import Findings
import HCL
import Repositories
import YAML

/// Provisioners that hand manifests of the repository to a cluster and do nothing else: `kubectl apply -f ${path.module}/x.yaml`.
///
/// What is in the manifests is read; only kinds that run no code, grant nothing and open nothing count.
struct AppliedManifests {
  private let view: ModuleView
  private let side: Finding.Side
  private let reader: ModuleReader

  /// How many files of a folder are read.
  private static let limit = 200

  init(_ view: ModuleView, _ side: Finding.Side, _ reader: ModuleReader) {
    self.view = view
    self.side = side
    self.reader = reader
  }

  /// The provisioners that only hand such manifests over, by the resources that have them.
  func provisioners() throws(Failure) -> [ResourceAddress: Set<Int>] {
    var found: [ResourceAddress: Set<Int>] = [:]
    for (address, block) in view.resources {
      for (index, provisioner) in block.children(ofType: "provisioner").enumerated()
      where try areAll(in: provisioner) {
        found[address, default: []].insert(index)
      }
    }
    return found
  }

  /// Whether a provisioner only hands such manifests over, or takes them back.
  private func areAll(in provisioner: ConfigurationBlock) throws(Failure) -> Bool {
    guard provisioner.labels == ["local-exec"], provisioner.children.isEmpty,
      provisioner.attributes.keys.allSatisfy({ ["command", "when", "on_failure"].contains($0) }),
      let command = provisioner.attribute("command").flatMap({ CommandText.of($0.expression) }).flatMap(Command.init)
    else { return false }
    for path in command.paths {
      // Without `path.module` the path counts from where Terraform was started.
      guard view.scope.files.isRoot || path.hasPrefix(CommandText.module),
        let place = view.directory.resolving(path.replacingModule),
        try areHarmless(at: place, command)
      else { return false }
    }
    return true
  }

  private func areHarmless(at place: RepositoryPath, _ command: Command) throws(Failure) -> Bool {
    let tree = reader.snapshot(side)
    guard let version = try tree.version(at: place) else { return false }
    guard version.mode.isDirectory else { return try isHarmless(place, version, command) }
    // `kubectl` reads these of a folder, and none of the folders in it.
    let entries = try tree.entries(in: place).filter { entry in
      [".yaml", ".yml", ".json"].contains { place.appending(entry.name).hasSuffix($0) }
    }
    guard !entries.isEmpty, entries.count <= Self.limit else { return false }
    for entry in entries {
      guard try isHarmless(place.appending(entry.name), entry.version, command) else { return false }
    }
    return true
  }

  private func isHarmless(
    _ path: RepositoryPath, _ version: FileVersion, _ command: Command
  ) throws(Failure) -> Bool {
    guard version.mode.isRegularFile, let stream = try reader.documents(at: path, version, side) else { return false }
    return stream.documents.allSatisfy { $0.isNull || Self.isHarmless($0, command) }
  }

  private static func isHarmless(_ object: YAMLNode, _ command: Command) -> Bool {
    guard let kind = object["kind"]?.text, let version = object["apiVersion"]?.text, kinds[kind] == version else {
      return false
    }
    let labels = object["metadata", "labels"]?.entries ?? []
    let isOfSystem = [command.namespace, object["metadata", "namespace"]?.text].contains {
      $0?.hasPrefix("kube-") == true
    }
    let name = object["metadata", "name"]?.text
    switch kind {
    case "ConfigMap": return !isOfSystem && name != nil && name != "aws-auth"
    // Who loses a namespace loses all that is in it, and who loses a limit may take all there is.
    case "Namespace":
      return !command.deletes && name?.hasPrefix("kube-") == false
        && labels.allSatisfy { !$0.key.hasPrefix("pod-security.") && !$0.key.contains("inject") }
    case "ResourceQuota", "LimitRange": return !command.deletes
    // Whoever is scraped with a token gets it.
    case "ServiceMonitor": return !object.mentionsKey(where: { $0.lowercased().contains("token") || $0 == "proxyUrl" })
    default: return true
    }
  }

  private static let kinds = [
    "StorageClass": "storage.k8s.io/v1", "PrometheusRule": "monitoring.coreos.com/v1",
    "ServiceMonitor": "monitoring.coreos.com/v1", "ConfigMap": "v1", "ResourceQuota": "v1", "LimitRange": "v1",
    "Namespace": "v1", "PriorityClass": "scheduling.k8s.io/v1",
  ]

  // MARK: Commands

  /// `kubectl apply -n monitoring -f x.yaml`, in words that mean nothing to a shell.
  private struct Command {
    var paths: [String] = []
    var namespace: String?
    var deletes = false

    init?(_ text: String) {
      let end = text.hasSuffix("\n") ? text.dropLast() : text[...]
      let words = end.split(separator: " ").map(String.init)
      guard words.first == "kubectl", words.allSatisfy({ $0.unicodeScalars.allSatisfy(Self.isPlain) }) else {
        return nil
      }
      var verbs: [String] = []
      var rest = words.dropFirst()
      while let word = rest.popFirst() {
        switch word {
        case "-f", "--filename":
          guard let path = rest.popFirst() else { return nil }
          paths.append(path)
        case "-n", "--namespace":
          guard namespace == nil, let name = rest.popFirst() else { return nil }
          namespace = name
        case _ where word.hasPrefix("--namespace=") && namespace == nil:
          namespace = String(word.dropFirst("--namespace=".utf8.count))
        case "--ignore-not-found": continue
        case _ where word.hasPrefix("-"): return nil
        default: verbs.append(word)
        }
      }
      guard verbs == ["apply"] || verbs == ["delete"], !paths.isEmpty, paths.allSatisfy({ !$0.hasPrefix("-") }) else {
        return nil
      }
      deletes = verbs == ["delete"]
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_./=".unicodeScalars.contains(scalar))
        || CommandText.module.unicodeScalars.contains(scalar)
    }
  }
}

extension String {
  /// The path from the module's directory.
  fileprivate var replacingModule: String {
    hasPrefix(CommandText.module) ? "." + dropFirst() : self
  }
}

extension YAMLNode {
  /// Whether any key in the node is such.
  fileprivate func mentionsKey(where isSuch: (String) -> Bool) -> Bool {
    var open = [self]
    while let node = open.popLast() {
      if node.entries.contains(where: { isSuch($0.key) }) { return true }
      open += node.entries.map(\.value) + node.elements
    }
    return false
  }
}
