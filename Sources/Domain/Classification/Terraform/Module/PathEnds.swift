import Findings
import Repositories

/// How the paths end that Terraform's and Terragrunt's files name: who calls a module may write it in many ways, and all of
/// them end with its name.
extension ModuleReader {
  /// Stands for an end that is not written out: no end that is has a dollar sign.
  private static let openEnd = "$"

  /// Longer texts are no paths.
  private static let pathBytes = 512

  /// Whether nothing outside `directory` names a path that ends, or may end, as its own.
  func isNamedNowhere(_ directory: RepositoryPath, side: Finding.Side) throws(Failure) -> Bool {
    let ends = try pathEnds(side)
    let own = directory.bytes + [UInt8(ascii: "/")]
    func isOutside(_ place: RepositoryPath) -> Bool {
      place != directory && !place.bytes.starts(with: own)
    }
    return ![String(decoding: directory.name, as: UTF8.self), Self.openEnd].contains { end in
      ends[end]?.contains(where: isOutside) ?? false
    }
  }

  private func pathEnds(_ side: Finding.Side) throws(Failure) -> [String: Set<RepositoryPath>] {
    if let known = pathEnds[side] { return known }
    var found: [String: Set<RepositoryPath>] = [:]
    try visitFiles(below: .root, side) { (directory, name, entry) throws(Failure) in
      for end in try pathEnds(in: entry.version, name, side) { found[end, default: []].insert(directory) }
    }
    pathEnds[side] = found
    return found
  }

  private func pathEnds(
    in version: FileVersion, _ name: TerraformFileName, _ side: Finding.Side
  ) throws(Failure) -> [String] {
    if let known = memory.pathEnds[version.id] { return known }
    var ends: Set<String> = []
    switch try snapshot(side).contents(of: version, limit: ClassifierLimits.fileBytes) {
    case .bytes(let bytes):
      // What stands between quotation marks, and between these texts.
      let texts = bytes.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
      for (index, text) in texts.enumerated() {
        guard let end = Self.end(of: text) else { continue }
        if !end.contains("$") {
          ends.insert(end)
        } else if Self.mayLeadToModule(text, isSource: Self.isSource(texts[..<index]), in: name) {
          ends.insert(Self.openEnd)
        }
      }
    // What is too large to read may name anything.
    case .oversized: ends = [Self.openEnd]
    case .none: break
    }
    let sorted = ends.sorted()
    memory.pathEnds.keep(sorted, of: version.id, bytes: sorted.reduce(32) { $0 + $1.utf8.count })
    return sorted
  }

  /// Whether `source =`, or `"source":` in the JSON syntax, comes last in what stands before a text.
  private static func isSource(_ before: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    guard let last = before.last else { return false }
    let name = last.trimmingBlanks
    if name.elementsEqual(":".utf8) { return before.dropLast().last?.elementsEqual("source".utf8) ?? false }
    return name.last == UInt8(ascii: "=") && name.dropLast().trimmingBlanks.ends(with: "source")
  }

  /// The last component of a path without its version; `nil` for a text that is none.
  private static func end(of text: ArraySlice<UInt8>) -> String? {
    guard text.count <= pathBytes, text.contains(UInt8(ascii: "/")), !text.contains(UInt8(ascii: "\n")) else {
      return nil
    }
    let path = text.prefix { $0 != UInt8(ascii: "?") }
    return path.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a path whose end is not written out may be that of a module. Terragrunt puts its sources together from any texts;
  /// Terraform wants them written out, and calls the files that it uploads a source as well.
  private static func mayLeadToModule(
    _ text: ArraySlice<UInt8>, isSource: Bool, in name: TerraformFileName
  ) -> Bool {
    let isPath = ["./", "../", "git"].contains { text.starts(with: $0.utf8) } || text.hasWord("modules/")
    guard name == .terragrunt else { return isSource && isPath }
    let doubled = text.indices.dropLast().contains { index in
      text[index] == UInt8(ascii: "/") && text[index + 1] == UInt8(ascii: "/")
        && (index == text.startIndex || text[index - 1] != UInt8(ascii: ":"))
    }
    return isSource || isPath || doubled
  }
}

extension ArraySlice<UInt8> {
  /// Without the spaces and tabs at its ends.
  fileprivate var trimmingBlanks: ArraySlice<UInt8> {
    var rest = drop(while: \.isBlank)
    while rest.last?.isBlank == true { rest.removeLast() }
    return rest
  }

  fileprivate func ends(with word: String) -> Bool { suffix(word.utf8.count).elementsEqual(word.utf8) }

  /// Whether the letters stand anywhere in it.
  fileprivate func hasWord(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first else { return true }
    var rest = self
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: word) { return true }
      rest = rest[(start + 1)...]
    }
    return false
  }
}
