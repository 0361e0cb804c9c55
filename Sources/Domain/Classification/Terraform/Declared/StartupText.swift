import Findings
import Firewall
import HCL
import YAML

/// What a machine is given to run when it starts, or after it is made.
struct StartupText {
  let text: String
  /// The file that it was read from as it stands; `nil` where the configuration holds it.
  let file: RepositoryPath?
  let block: ConfigurationBlock
  let place: TextPlace

  /// What it does to the machine's filter; places are those of ``file``, or of the configuration.
  func declared(_ parser: (any YAMLParser)?) -> DeclaredReach {
    let bytes = file == nil ? place.padded(text) : Array(text.utf8)
    guard DeclaredReader.programs.isMentioned(in: bytes) else { return DeclaredReach() }
    return Self.declared(bytes, parser)
  }

  /// The one line of all places; `nil` where every line has its own.
  var line: Int? { file == nil && !place.isHeredoc ? place.line : nil }

  private static func declared(_ bytes: [UInt8], _ parser: (any YAMLParser)?) -> DeclaredReach {
    let start = bytes.drop { [10, 13, 32, 9].contains($0) }
    if start.starts(with: "Content-Type: multipart".utf8) || start.starts(with: "MIME-Version".utf8) {
      var declared = DeclaredReach()
      for part in parts(of: bytes) { declared.merge(Self.declared(part, parser)) }
      return declared
    }
    guard start.starts(with: "#cloud-config".utf8) else { return FirewallCommands.read(script: bytes) }
    var declared = DeclaredReach()
    guard let stream = parser?.parse(bytes, isTemplate: false) else { return declared }
    for document in stream.documents { declared.merge(FirewallCommands.read(document)) }
    return declared
  }

  /// The parts of an archive (docs.cloud-init.io, "MIME multi-part archive"), each with its lines where they are.
  private static func parts(of bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var isHeader = true
    for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let isEmpty = line.allSatisfy { $0 == 13 }
      if line.starts(with: "--".utf8) {
        isHeader = true
      } else if isHeader, isEmpty {
        isHeader = false
        parts.append([UInt8](repeating: 10, count: number + 1))
      } else if !isHeader, !parts.isEmpty {
        parts[parts.count - 1] += line + [10]
      }
    }
    return parts.filter { part in !part.allSatisfy { $0 == 10 } }
  }
}

extension ConfigurationBlock {
  /// Arguments that hold such a text, of machines of the usual clouds and of modules that make them.
  fileprivate static let startupArguments: Set<String> = [
    "user_data", "user_data_base64", "custom_data", "startup_script", "metadata_startup_script",
  ]

  fileprivate var provisioners: [ConfigurationBlock] {
    children.filter { $0.type == "provisioner" && $0.labels == ["remote-exec"] }
  }

  /// Whether it may hold such a text.
  var hasStartupText: Bool {
    attributes.keys.contains { Self.startupArguments.contains($0) || $0 == "metadata" } || !provisioners.isEmpty
  }
}

extension ModuleView {
  /// Keys of `metadata` that hold such a text.
  private static let startupKeys: Set<String> = ["startup-script", "user-data", "user_data", "startup_script"]

  /// The texts of a resource, or of a call of a module.
  func startupTexts(of block: ConfigurationBlock) -> [StartupText] {
    var texts: [StartupText] = []
    for (name, attribute) in block.attributes.sorted(by: { $0.key < $1.key }) {
      if ConfigurationBlock.startupArguments.contains(name) {
        texts += self.texts(of: attribute.expression, block)
      } else if name == "metadata" {
        for item in attribute.expression.unwrapped.objectItems ?? []
        where item.key.literal.map(Self.startupKeys.contains) == true { texts += self.texts(of: item.value, block) }
      }
    }
    for child in block.provisioners {
      guard let inline = child.attribute("inline")?.expression else { continue }
      let lines = (inline.tupleElements ?? []).map { text(of: $0, in: block) ?? "" }
      texts.append(
        StartupText(
          text: lines.joined(separator: "\n"), file: nil, block: block, place: TextPlace(of: inline, in: block)))
    }
    return texts
  }

  private func texts(of expression: HCL.Expression, _ block: ConfigurationBlock) -> [StartupText] {
    if let names = expression.unwrapped.traversal?.leadingNames, names.count == 4, names[0] == "data",
      names[1].hasSuffix("cloudinit_config"), let data = dataSources["\(names[1]).\(names[2])"]
    {
      return scope.children(ofType: "part", of: data).flatMap { part in
        part.attribute("content").map { texts(of: $0.expression, part) } ?? []
      }
    }
    guard let text = text(of: expression, in: block) else { return [] }
    return [
      StartupText(
        text: text, file: file(of: expression), block: block, place: TextPlace(of: expression, in: block))
    ]
  }

  /// The file that an expression reads as it stands, packed or not.
  func file(of expression: HCL.Expression) -> RepositoryPath? {
    var inner = expression.unwrapped
    while case .call(let call) = inner.kind, let first = call.arguments.first {
      if call.name == "file" || call.name == "filebase64" {
        return FileCalls.path(first.unwrapped).flatMap { directory.resolving($0.text) }
      }
      guard call.name.hasPrefix("base64") || call.name == "yamldecode" else { return nil }
      inner = first.unwrapped
    }
    return nil
  }
}
