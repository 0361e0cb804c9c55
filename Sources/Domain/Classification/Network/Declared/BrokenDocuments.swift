/// What can be said of a YAML file that does not parse, from the lines at its margin.
enum BrokenDocuments {
  private typealias Line = ArraySlice<UInt8>

  /// The file without the documents that only tell what to watch, whatever services their alerts name.
  ///
  /// A document goes where its margin shows the kind and nothing but the members that such an object has.
  static func withoutMonitoring(_ bytes: [UInt8]) -> [UInt8] {
    guard kinds.isMentioned(in: bytes) else { return bytes }
    var kept: [UInt8] = []
    var document: [Line] = []
    func finish() {
      if !isMonitoring(document) { for line in document { kept += line + [UInt8(ascii: "\n")] } }
      document = []
    }
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.starts(with: "---".utf8) { finish() }
      document.append(line)
    }
    finish()
    return kept
  }

  private static let kinds = ByteWords(["monitoring.coreos.com/"])

  private static func isMonitoring(_ document: [Line]) -> Bool {
    var members: [String] = []
    for line in document.map(\.droppingReturn) {
      guard let first = line.first, first != UInt8(ascii: " "), first != UInt8(ascii: "#"), !line.isBlank else {
        continue
      }
      if line.elementsEqual("---".utf8), members.isEmpty { continue }
      members.append(String(decoding: line.reversed().drop(while: \.isBlank).reversed(), as: UTF8.self))
    }
    let head = Set(["kind: PrometheusRule", "kind: ServiceMonitor", "kind: PodMonitor"])
    return members.count(where: head.contains) == 1
      && members.count { $0.hasPrefix("apiVersion: monitoring.coreos.com/") } == 1
      && members.allSatisfy {
        head.contains($0) || $0.hasPrefix("apiVersion: monitoring.coreos.com/") || $0 == "metadata:" || $0 == "spec:"
      }
  }

  /// Whether what differs between two broken texts speaks of nothing that bears on packets: neither the members at the
  /// margin that changed, nor anything in them.
  static func areAlike(_ base: [UInt8], _ head: [UInt8]) -> Bool {
    var old = members(base)[...]
    var new = members(head)[...]
    while let left = old.first, left == new.first {
      old = old.dropFirst()
      new = new.dropFirst()
    }
    while let left = old.last, left == new.last {
      old = old.dropLast()
      new = new.dropLast()
    }
    return (old + new).allSatisfy { !telling.isMentioned(in: $0) && !DeclaredReader.words.isMentioned(in: $0) }
  }

  /// The members at the margin, each with the lines under it.
  private static func members(_ bytes: [UInt8]) -> [[UInt8]] {
    var members: [[UInt8]] = [[]]
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if let first = line.first, first != UInt8(ascii: " "), first != UInt8(ascii: "#") { members.append([]) }
      if !line.isBlank, !line.isHashComment { members[members.count - 1] += line + [UInt8(ascii: "\n")] }
    }
    return members
  }

  /// Parts of words about ports, addresses and who may come, and the marks behind which anything may stand: anchors,
  /// expressions, escapes.
  private static let telling = ByteWords([
    "ort", "ost", "gress", "idr", "CIDR", "ource", "elector", "llow", "eny", "ublic", "xpos", "ddress", "ype", "ind",
    "etwork",
    "nable", "0.0.0.0", "::", "&", "*", "<<", "{{", "{%", "${", "%{", "\\", "!",
  ])
}
