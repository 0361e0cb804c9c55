public import Findings

/// One line that git gives a pre-push hook: `<local ref> <local oid> <remote ref> <remote oid>`.
///
/// The local name may be `HEAD`, an object id or `(delete)` and is never resolved; what is judged is the remote ref.
public struct PushLine: Hashable, Sendable {
  /// The full name of the ref on the remote.
  public let remoteRef: String
  /// The object that the ref shall hold; `nil` for a deletion.
  public let local: ObjectID?
  /// The object that the remote ref holds now; `nil` when it does not exist.
  public let remote: ObjectID?

  public init(remoteRef: String, local: ObjectID?, remote: ObjectID?) {
    self.remoteRef = remoteRef
    self.local = local
    self.remote = remote
  }

  /// Reads every line of a hook's standard input; "none" is a run of zeros of either length.
  ///
  /// - Throws: `usage` for a line that is not of git's form: guessing would let a ref pass unread.
  public static func parse(_ input: [UInt8]) throws(Failure) -> [PushLine] {
    var lines: [PushLine] = []
    for line in input.split(separator: UInt8(ascii: "\n")) {
      // A ref name holds no space; "(delete)" neither.
      let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard fields.count == 4, let local = ObjectID(hex: fields[1]), let remote = ObjectID(hex: fields[3]) else {
        throw Failure(
          .usage, "a line of standard input is not a pre-push line: \(DisplayText.escaping(line))",
          hint: "this command is run by git; try git push --dry-run")
      }
      lines.append(
        PushLine(
          remoteRef: String(decoding: fields[2], as: UTF8.self), local: local.isZero ? nil : local,
          remote: remote.isZero ? nil : remote))
    }
    return lines
  }
}
