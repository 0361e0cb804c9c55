import Findings
import Repositories

// What is looked for in the contents of a file whose name says nothing of it.
extension PlainBlobs.Absence {
  /// No word with which a script that a migration includes could destroy anything.
  static let destruction = Self(rawValue: 1)
  /// No beginning of a packet filter, of a part of one, or of a script.
  static let packetFilter = Self(rawValue: 2)

  /// What is not in `contents`.
  fileprivate init(_ contents: [UInt8]) {
    self = []
    if !DestructiveWords.stand(in: contents) { insert(.destruction) }
    if FirewallSniffer.format(of: contents) == nil, !FirewallParts.startsAsPart(contents),
      !DeclaredReader.startsAsScript(contents)
    {
      insert(.packetFilter)
    }
  }
}

extension ChangeSet {
  /// Whether what is looked for is on neither side of a changed file. A link, a submodule and a file that is too large to
  /// be read are never without it.
  func isWithout(_ wanted: PlainBlobs.Absence, _ file: FileChange) throws(Failure) -> Bool {
    guard try isWithout(wanted, file.old, in: base) else { return false }
    return try isWithout(wanted, file.new, in: head)
  }

  private func isWithout(
    _ wanted: PlainBlobs.Absence, _ version: FileVersion?, in tree: any TreeSnapshot
  ) throws(Failure) -> Bool {
    guard let version else { return true }
    guard version.mode.isRegularFile else { return false }
    if let known = plainBlobs.absence(in: version.id) { return known.isSuperset(of: wanted) }
    guard case .bytes(let bytes) = try tree.contents(of: version, limit: ClassifierLimits.fileBytes) else {
      return false
    }
    let absence = PlainBlobs.Absence(bytes)
    plainBlobs.note(absence, in: version.id)
    return absence.isSuperset(of: wanted)
  }
}
