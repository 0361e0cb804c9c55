import Foundation
import Testing

/// The files of Corpus/: `ok` are valid HCL, `err` are not.
struct CorpusFile: CustomTestStringConvertible, Sendable {
  let url: URL
  let isValid: Bool

  var name: String { url.deletingPathExtension().lastPathComponent }
  var testDescription: String { (isValid ? "ok/" : "err/") + name }
  var bytes: [UInt8] { get throws { [UInt8](try Data(contentsOf: url)) } }

  static let all = files(in: "ok", valid: true) + files(in: "err", valid: false)
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private static func files(in name: String, valid: Bool) -> [CorpusFile] {
    let folder = folder.appendingPathComponent("Corpus").appendingPathComponent(name)
    let urls =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return urls.filter { $0.pathExtension == "hcl" }
      .sorted { $0.path < $1.path }
      .map { CorpusFile(url: $0, isValid: valid) }
  }
}
