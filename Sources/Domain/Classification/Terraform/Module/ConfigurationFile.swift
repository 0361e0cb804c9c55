import Findings
import HCL
import Repositories

/// One parsed file of a module. A class, so that a file which both sides share is one object and known to be
/// unchanged.
final class ConfigurationFile {
  /// The path inside the module directory, by which it takes part in the module.
  let path: RepositoryPath

  let name: TerraformFileName
  /// The bytes that it holds.
  let size: Int
  let syntax: HCL.ParsedFile
  let lines: HCL.LineIndex

  /// Whether git-crypt encrypted the file: git stores it like that, and only who has the key reads it.
  let isEncrypted: Bool

  /// The lines that were not understood, and what holds them together; `nil` where nothing of a broken file can be told
  /// apart.
  let brokenLines: [[UInt8]]?

  /// The top-level blocks.
  let blocks: [ConfigurationBlock]

  /// The files that calls of `file()` and the like name outright.
  let fileCalls: FileCalls?

  init(path: RepositoryPath, name: TerraformFileName, bytes: [UInt8]) {
    self.path = path
    self.name = name
    self.size = bytes.count
    self.syntax = ConfigurationSyntax.parse(bytes, path: path.bytes, name: name)
    self.lines = HCL.LineIndex(bytes)
    self.isEncrypted = bytes.starts(with: "\0GITCRYPT\0".utf8)
    self.brokenLines =
      syntax.isComplete ? [] : TerraformFileName.isJSON(path.bytes) ? nil : BrokenParts.lines(of: bytes, syntax)
    let origin = ConfigurationOrigin(path: path, lines: lines)
    self.blocks = syntax.body.blocks.map { ConfigurationBlock($0, origin: origin) }
    self.fileCalls =
      (name.isConfiguration || name == .terragrunt) && bytes.containsIgnoringCase("file")
      ? FileCalls(in: syntax.body) : nil
  }
}

/// The file that a piece of configuration came from.
struct ConfigurationOrigin: Sendable {
  let path: RepositoryPath
  let lines: HCL.LineIndex

  func location(of range: HCL.ByteRange, side: Finding.Side) -> Finding.Location {
    let lines = lines.lines(of: range)
    return Finding.Location(path, side: side, line: lines.lowerBound, endLine: lines.upperBound)
  }
}
