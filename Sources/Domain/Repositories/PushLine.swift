public import Findings

/// One ref of a push, as git gives it to a hook: on the pushing side `<local ref> <local oid> <remote ref> <remote oid>`,
/// on the receiving side `<old oid> <new oid> <ref>`.
///
/// The local name may be `HEAD`, an object id or `(delete)` and is never resolved; what is judged is the remote ref.
public struct PushLine: Hashable, Sendable {
  /// The full name of the ref on the remote.
  public let remoteRef: String
  /// The object that the ref shall hold; `nil` for a deletion.
  public let local: ObjectID?
  /// The object that the remote ref holds now; `nil` when it does not exist.
  public let remote: ObjectID?

  /// A line from its parts; "none" is a run of zeros of either length.
  public init(remoteRef: String, local: ObjectID?, remote: ObjectID?) {
    self.remoteRef = remoteRef
    self.local = local.flatMap { $0.isZero ? nil : $0 }
    self.remote = remote.flatMap { $0.isZero ? nil : $0 }
  }

  /// Reads every line of a pre-push hook's standard input.
  ///
  /// - Throws: `usage` for a line that is not of git's form: guessing would let a ref pass unread.
  public static func parse(_ input: [UInt8]) throws(Failure) -> [PushLine] {
    // A ref name holds no space; "(delete)" neither.
    try read(input, fields: 4, hook: "pre-push") { PushLine(ref: $0[2], local: $0[1], remote: $0[3]) }
  }

  /// Reads every line of a pre-receive hook's standard input.
  ///
  /// - Throws: `usage` for a line that is not of git's form.
  public static func parseReceived(_ input: [UInt8]) throws(Failure) -> [PushLine] {
    try read(input, fields: 3, hook: "pre-receive") { PushLine(ref: $0[2], local: $0[1], remote: $0[0]) }
  }

  private init?(ref: ArraySlice<UInt8>, local: ArraySlice<UInt8>, remote: ArraySlice<UInt8>) {
    guard !ref.isEmpty, let local = ObjectID(hex: local), let remote = ObjectID(hex: remote) else { return nil }
    self.init(remoteRef: String(decoding: ref, as: UTF8.self), local: local, remote: remote)
  }

  private static func read(
    _ input: [UInt8], fields count: Int, hook: String, _ make: ([ArraySlice<UInt8>]) -> PushLine?
  ) throws(Failure) -> [PushLine] {
    var lines: [PushLine] = []
    for line in input.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard fields.count == count, let read = make(fields) else {
        throw Failure(
          .usage, "a line of standard input is not a \(hook) line: \(DisplayText.escaping(line))",
          hint: "this command is run by git; try git push --dry-run")
      }
      lines.append(read)
    }
    return lines
  }
}
