import Findings
import HCL

extension ConfigurationBlock {
  /// The directory of the module that the call leads to, for one in a module in `caller`; `nil` where the module comes
  /// from elsewhere, or the source is not written out.
  func calledDirectory(from caller: RepositoryPath) -> RepositoryPath? {
    guard let source = attribute("source")?.expression.literalString,
      source.hasPrefix("./") || source.hasPrefix("../")
    else { return nil }
    return caller.resolving(source)
  }

  /// Whether the call leads to a public module that makes nothing.
  var isResourceless: Bool {
    attribute("source")?.expression.literalString.map { ResourcelessModules.contains($0) } ?? false
  }

  /// Whether the call leads to a public module that makes nothing with data in it.
  var isDataless: Bool {
    isResourceless || attribute("source")?.expression.literalString.map { DatalessModules.contains($0) } ?? false
  }
}
