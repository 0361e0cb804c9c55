import HCL

/// A file that is there to be given to `terraform init -backend-config` (developer.hashicorp.com, "Partial configuration").
enum BackendFile {
  /// Whether a file has one of the names that such files are given.
  static func isNamed(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    guard endings.end(name) else { return false }
    let name = String(decoding: name, as: UTF8.self)
    return name.hasSuffix(".tfbackend") || name.hasSuffix(".backend") || name.contains("backend")
  }

  private static let endings = NameEndings([".tfbackend", ".backend", ".hcl", ".conf", ".config"])

  /// What is written out in it; `nil` for a text that is no HCL.
  static func settings(_ bytes: [UInt8]) -> [String: String]? {
    let file = HCL.parse(bytes)
    guard file.isComplete else { return nil }
    var settings: [String: String] = [:]
    for attribute in file.body.attributes {
      settings[attribute.name] = attribute.expression.literalString ?? attribute.expression.literalBool.map { "\($0)" }
    }
    return settings
  }
}
