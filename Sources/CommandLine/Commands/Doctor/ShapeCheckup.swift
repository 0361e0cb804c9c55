import Findings
import GitProcess
import Repositories

/// The shape of the repository, as far as it decides what can be read.
struct ShapeCheckup {
  private let queries: GitQueries
  private let facts: RepositoryFacts

  /// The most bytes of a list of alternates or grafts.
  private static let listLimit = 1 << 20

  init(_ queries: GitQueries, _ facts: RepositoryFacts) {
    self.queries = queries
    self.facts = facts
  }

  func examine(_ checkup: inout Checkup) throws(Failure) {
    try kind(&checkup)
    history(&checkup)
    try partial(&checkup)
    try index(&checkup)
    try alternates(&checkup)
    try substitutes(&checkup)
  }

  private func kind(_ checkup: inout Checkup) throws(Failure) {
    let extensions = try queries.settings(matching: "^extensions\\.")
    let refs =
      try queries.revParse("--show-ref-format")
      ?? extensions.last { $0.key == "extensions.refstorage" }?.value ?? "files"
    var words = ["objects \(facts.objectFormat.rawValue)", "refs \(refs)"]
    if facts.workTree == nil { words.append("bare") }
    if facts.gitDirectory != facts.commonDirectory {
      words.append("linked work tree of \(facts.commonDirectory)")
    }
    if let superproject = try queries.revParse("--show-superproject-working-tree") {
      words.append("submodule of \(superproject)")
    }
    checkup.ok("repository", words.joined(separator: ", "))
  }

  private func history(_ checkup: inout Checkup) {
    guard facts.isShallow else { return checkup.ok("history", "complete") }
    checkup.fault(
      "history", "shallow: where branches parted is not known here", fix: "git fetch --unshallow")
  }

  private func partial(_ checkup: inout Checkup) throws(Failure) {
    let settings = try queries.settings(matching: "^remote\\..*\\.(promisor|partialclonefilter)$")
    for setting in settings where setting.key.hasSuffix(".partialclonefilter") {
      let remote = setting.key.dropFirst("remote.".count).dropLast(".partialclonefilter".count)
      checkup.note(
        "objects",
        "partial clone of \(remote), filter \(setting.value): what was left out is not read over the network",
        fix: "git config --unset \(setting.key) && git fetch --refetch \(remote)")
    }
  }

  private func index(_ checkup: inout Checkup) throws(Failure) {
    guard facts.workTree != nil else { return }
    var words: [String] = []
    if try queries.revParse("--shared-index-path") != nil { words.append("split") }
    let settings = try queries.settings(matching: "^(core\\.sparsecheckout|index\\.sparse)$")
    func isOn(_ key: String) -> Bool { settings.last { $0.key == key }?.value.lowercased() == "true" }
    if isOn("core.sparsecheckout") { words.append(isOn("index.sparse") ? "sparse index" : "sparse checkout") }
    checkup.ok("index", words.isEmpty ? "plain" : words.joined(separator: ", "))
  }

  private func alternates(_ checkup: inout Checkup) throws(Failure) {
    let list = try Files.readIfPresent(facts.objectDirectory + "/info/alternates", limit: Self.listLimit) ?? []
    for line in list.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let path = String(decoding: line, as: UTF8.self)
      let place = path.hasPrefix("/") ? path : facts.objectDirectory + "/" + path
      if Files.isDirectory(place) {
        checkup.ok("alternates", "objects also from \(place)")
      } else {
        checkup.fault(
          "alternates", "objects are missing: there is no \(place)",
          fix:
            "bring it back, or take the line out of \(facts.objectDirectory)/info/alternates and run git fetch --refetch"
        )
      }
    }
  }

  /// What git shows instead of the real history; the gate never looks at it, as no server does.
  private func substitutes(_ checkup: inout Checkup) throws(Failure) {
    let replaced = try queries.references(["refs/replace/"])
    if !replaced.isEmpty {
      checkup.note(
        "replace", "\(replaced.count) replace refs change what git shows here; the gate reads the real objects",
        fix: "git replace -l, then git replace -d <object>")
    }
    let grafts = facts.commonDirectory + "/info/grafts"
    if Files.exists(grafts) {
      checkup.note(
        "grafts", "grafts change the history that git shows here; the gate reads the real one",
        fix: "rm \(grafts)")
    }
  }
}
