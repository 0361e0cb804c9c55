import Findings
import Policy

/// What a commit hook judged, by the digest of its raw diff, and what it said.
struct JudgedChange: Hashable {
  let rawDiff: Digest
  let verdict: Verdict

  init(rawDiff: Digest, verdict: Verdict) {
    self.rawDiff = rawDiff
    self.verdict = verdict
  }

  /// Reads a line that ``line`` gave.
  init?(_ bytes: [UInt8]) {
    let fields = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
    guard fields.count == 2, let rawDiff = Digest(hex: fields[0]), let verdict = Verdict(rawValue: fields[1]) else {
      return nil
    }
    self.init(rawDiff: rawDiff, verdict: verdict)
  }

  var line: [UInt8] { Array("\(rawDiff.hex) \(verdict.rawValue)\n".utf8) }
}
