import Findings
import HCL
import Repositories

/// One parsed file of a module. A class, so that a file which both sides share is one object and known to be
/// unchanged.
final class ConfigurationFile: Sendable {
  /// The path inside the module directory, by which it takes part in the module.
  let path: RepositoryPath

  let name: TerraformFileName
  let syntax: HCL.ParsedFile
  let lines: HCL.LineIndex

  /// The top-level blocks.
  let blocks: [ConfigurationBlock]

  init(path: RepositoryPath, name: TerraformFileName, bytes: [UInt8]) {
    self.path = path
    self.name = name
    self.syntax = HCL.parse(bytes)
    self.lines = HCL.LineIndex(bytes)
    let origin = ConfigurationOrigin(path: path, lines: lines)
    self.blocks = syntax.body.blocks.map { ConfigurationBlock($0, origin: origin) }
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
