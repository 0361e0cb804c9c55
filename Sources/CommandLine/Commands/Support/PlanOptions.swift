import ArgumentParser
import Attestation
import Classification
import Findings
import Gate
import GitProcess
import Repositories

/// The plans that are given beside a change.
struct PlanOptions: ParsableArguments {
  @Option(
    name: .customLong("plan"),
    help: ArgumentHelp(
      "A plan as terraform show -json prints it, and its root module where that is not clear; repeatable.",
      valueName: "[directory=]file"))
  var plans: [String] = []
}

/// The plans that are given beside a change, as plain values.
struct PlanChoice {
  /// Each as a file, or as `directory=file`.
  var files: [String] = []
  /// The files of `plan sign`.
  var envelopes: [String] = []

  /// Reads all of them into what a run is given.
  func read(into settings: inout GateSettings, _ session: Session) throws(Failure) {
    for text in files { settings.plans.append(try Self.file(text, session)) }
    settings.planEnvelopes = try Self.envelopes(envelopes)
  }

  /// A name that holds an equals sign is meant as a whole if there is such a file.
  static func file(_ text: String, _ session: Session) throws(Failure) -> PlanFile {
    let equals = Files.exists(text) ? nil : text.firstIndex(of: "=")
    let name = equals.map { String(text[text.index(after: $0)...]) } ?? text
    let bytes = try Files.read(name, limit: PlanFile.sizeLimit)
    return PlanFile(
      name: name, bytes: bytes, module: equals.map { module(text[..<$0]) },
      folder: equals == nil ? try folder(of: name, session) : nil)
  }

  /// Envelopes, one a line, of the files that `plan sign` wrote.
  private static func envelopes(_ names: [String]) throws(Failure) -> [[UInt8]] {
    var envelopes: [[UInt8]] = []
    for name in names {
      let bytes = try Files.read(name, limit: Bundle.sizeLimit)
      envelopes += bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    }
    guard envelopes.count <= Bundle.lineLimit else {
      throw Failure(.usage, "there are more than \(Bundle.lineLimit) envelopes of plans")
    }
    return envelopes
  }

  /// A directory of the repository as people write it: `infra/prod/`, `./infra`, `.`.
  private static func module(_ text: some StringProtocol) -> RepositoryPath {
    let parts = text.utf8.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    return RepositoryPath(bytes: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }

  /// Where in the work tree the file lies.
  private static func folder(of name: String, _ session: Session) throws(Failure) -> RepositoryPath? {
    guard let path = Files.realPath(name), let root = try session.queries.facts.workTree,
      path.hasPrefix(root + "/"), let slash = path.lastIndex(of: "/")
    else { return nil }
    return module(path[..<slash].dropFirst(root.count))
  }
}
