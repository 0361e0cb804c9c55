public import Findings
import JSON
public import Policy
public import Repositories

/// What the local gate judged before a commit was made: one line of a note on that commit.
///
/// It is not signed and proves nothing; CI judges everything again and only counts the commits that come without one. The
/// digest ties it to what its commit changes, so that a copied note counts for nothing.
public struct Receipt: Hashable, Sendable {
  /// The digest of the raw diff from the commit's first parent to the commit.
  public let rawDiff: Digest
  /// What the gate said.
  public let verdict: Verdict
  /// The version of the program that said it.
  public let toolVersion: String

  /// The value of the `schema` member.
  public static let schema = "gatehouse.receipt/v1"

  /// The notes ref that holds receipts.
  public static let notesRef = "refs/notes/gatehouse"

  public init(rawDiff: Digest, verdict: Verdict, toolVersion: String) {
    self.rawDiff = rawDiff
    self.verdict = verdict
    self.toolVersion = toolVersion
  }

  /// The line, with its end: canonical JSON.
  public var line: [UInt8] {
    get throws(Failure) {
      let value: JSONValue = [
        "schema": .string(Self.schema), "rawDiff": ["sha256": .string(rawDiff.hex)],
        "verdict": .string(verdict.rawValue), "tool": ["name": "gatehouse", "version": .string(toolVersion)],
      ]
      do {
        return try CanonicalJSON.encode(value) + [UInt8(ascii: "\n")]
      } catch {
        throw Failure(.internal, "a receipt could not be encoded: \(error)")
      }
    }
  }

  /// The receipts among the lines of a note; other lines are somebody else's.
  public static func read(_ note: [UInt8]) -> [Receipt] {
    note.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let value = try? JSONReader.parse(Array(line)), value["schema"]?.string == schema,
        let digest = value["rawDiff"]?["sha256"]?.string.flatMap(Digest.init(hex:)),
        let verdict = value["verdict"]?.string.flatMap(Verdict.init(rawValue:)),
        let version = value["tool"]?["version"]?.string
      else { return nil }
      return Receipt(rawDiff: digest, verdict: verdict, toolVersion: version)
    }
  }

  /// The digest by which a receipt knows a change.
  ///
  /// - Parameter files: in byte order of their paths.
  public static func rawDiff(of files: [FileChange], sha256: SHA256Function) -> Digest {
    let format: ObjectFormat =
      files.contains { ($0.old ?? $0.new)?.id.bytes.count == ObjectFormat.sha256.byteCount } ? .sha256 : .sha1
    return sha256(RawDiff.encode(files, format: format))
  }
}
