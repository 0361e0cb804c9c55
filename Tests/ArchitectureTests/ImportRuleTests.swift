import Testing

/// The rules on made-up packages: each wrong arrow that SwiftPM's own check lets pass, or stops by luck only.
@Suite struct ImportRuleTests {
  /// A house with two rooms on most floors, and nothing wrong in it.
  private static let manifest = """
    let package = Package(
      name: "house",
      dependencies: [
        .package(url: "https://example.com/crypto", from: "1.0.0")
      ],
      targets: [
        // module(.domain, "Commented", ["SQL"]),
        systemLibrary("CGit2", pkgConfig: "libgit2", apt: "libgit2-dev"),
        systemLibrary("CSQLite", apt: "libsqlite3-dev"),
        .target(name: "CGit2Offline", path: "Sources/System/CGit2Offline"),
        module(.languages, "SQL"),
        module(.domain, "Policy"),
        module(.domain, "Attestation", ["Policy"]),
        module(.adapters, "GitLibgit2", ["CGit2", "Policy"] + (staticLink ? ["CGit2Offline"] : []),
          link: libraries(["git2"], archives: ["git2", "z"])),
        module(.adapters, "LedgerSQLite", ["Attestation", "CSQLite"],
          link: libraries(["sqlite3"], archives: ["sqlite3"]) + [.linkedLibrary("m")]),
        module(.adapters, "Signing", ["Attestation", .product(name: "Crypto", package: "swift-crypto")]),
        module(.pipeline, "Gate", ["Attestation", "Policy"]),
        module(.commandLine, "Commands",
          [
            "Gate", "GitLibgit2", "LedgerSQLite", "Signing",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
          ]),
        .executableTarget(
          name: "house", dependencies: ["Commands"], path: "Sources/CommandLine/house", swiftSettings: settings),
        .target(name: "TestSupport", dependencies: ["Policy"], path: "Tests/TestSupport", swiftSettings: settings),
        tests("Policy", ["Policy", "TestSupport"], exclude: ["Corpus"]),
      ]
    )
    """

  private static var house: PackageMap { ManifestReader.read(manifest) }

  private static func house(_ module: String, dependingOn name: String) -> PackageMap {
    var map = house
    for index in map.modules.indices where map.modules[index].name == module {
      map.modules[index].dependencies.insert(name)
    }
    return map
  }

  @Test("The manifest is read as it is written")
  func readsTheManifest() throws {
    let map = Self.house
    #expect(
      map.modules.map(\.name) == [
        "CGit2", "CSQLite", "CGit2Offline", "SQL", "Policy", "Attestation", "GitLibgit2", "LedgerSQLite", "Signing",
        "Gate", "Commands", "house", "TestSupport", "PolicyTests",
      ])
    #expect(map.products == ["ArgumentParser", "Crypto"])
    #expect(try #require(map.module("GitLibgit2")).dependencies == ["CGit2", "CGit2Offline", "Policy"])
    #expect(try #require(map.module("GitLibgit2")).floor == .adapters)
    #expect(
      try #require(map.module("Commands")).dependencies == [
        "Gate", "GitLibgit2", "LedgerSQLite", "Signing", "ArgumentParser",
      ])
    #expect(try #require(map.module("CGit2Offline")).isLinkedOnly)
    #expect(try #require(map.module("PolicyTests")).floor == nil)
  }

  @Test("A house without a wrong arrow passes")
  func cleanHouse() { #expect(ImportRules.violations(of: Self.house) == []) }

  @Test(
    "An import that is not declared is refused, whatever else happens to be built",
    arguments: [
      ("Gate", "import GitLibgit2"),  // the pipeline reaches for an adapter
      ("LedgerSQLite", "import GitLibgit2"),  // one adapter for another
      ("GitLibgit2", "public import Attestation"),  // an adapter for a module that its list leaves out
      ("GitLibgit2", "import Crypto"),  // … for another package's product
      ("Policy", "import SQL"),  // a module for one on a lower floor that its list leaves out
      ("Policy", "import struct SQL.Statement"),
      ("Policy", "@_exported import SQL"),
      ("Policy", "@preconcurrency internal import SQL"),
      ("Policy", "let a = 1; import SQL"),
      ("Policy", "#if canImport(SQL)\nimport SQL\n#endif"),
      ("house", "import Gate"),  // reachable through Commands
      ("house", "import ArgumentParser"),
      ("Commands", "import CSQLite"),  // the adapter's library, reachable through the adapter
      ("Commands", "import CGit2"),
      ("Policy", "import Foundation"),  // modules of the toolchain
      ("Policy", "import FoundationEssentials"),
      ("Policy", "import Glibc"),
      ("Signing", "import Foundation"),
      ("Signing", "import FoundationEssentials"),
      ("Gate", "import Glibc"),
      ("PolicyTests", "import SQL"),
    ])
  func refusesUndeclaredImports(name: String, source: String) throws {
    let map = Self.house
    let module = try #require(map.module(name))
    #expect(ImportRules.violations(of: Import.all(in: source), in: module, map).count == 1)
  }

  @Test(
    "A declared import passes, and so does a module of the toolchain where the floor has a use for it",
    arguments: [
      ("GitLibgit2", "internal import CGit2\npublic import Policy"),
      ("Signing", "import Attestation\nimport Crypto\nimport Glibc"),
      ("Commands", "import ArgumentParser\nimport Gate\nimport Glibc"),
      ("PolicyTests", "import Foundation\nimport Testing\n@testable import Policy"),
      ("Policy", "// import SQL\n/* import SQL /* import SQL */ import SQL */\nlet text = \"import SQL\""),
      ("Policy", "let text = \"\"\"\n  import SQL\n  \"\"\"\nlet raw = #\"\nimport\"# // import SQL"),
      ("Policy", "let important = 1\nfunc importSQL() {}"),
    ])
  func passesDeclaredImports(name: String, source: String) throws {
    let map = Self.house
    let module = try #require(map.module(name))
    #expect(ImportRules.violations(of: Import.all(in: source), in: module, map) == [])
  }

  @Test(
    "A wrong arrow is refused even when Package.swift declares it",
    arguments: [
      ("Policy", "Gate", "Policy on Domain depends on Gate above it"),
      ("SQL", "Policy", "SQL on Languages depends on Policy above it"),
      ("Gate", "GitLibgit2", "Gate depends on the adapter GitLibgit2"),
      ("LedgerSQLite", "GitLibgit2", "LedgerSQLite depends on the adapter GitLibgit2"),
      ("Commands", "CSQLite", "CSQLite must have one importer and has Commands, LedgerSQLite"),
      ("Gate", "Crypto", "Crypto must have one importer and has Gate, Signing"),
      ("Gate", "TestSupport", "Gate depends on TestSupport, which is for tests"),
      ("Gate", "Nowhere", "Gate depends on Nowhere, which nobody declares"),
    ])
  func refusesDeclaredArrows(module: String, dependency: String, complaint: String) {
    let violations = ImportRules.violations(of: Self.house(module, dependingOn: dependency))
    #expect(violations == [complaint])
  }

  @Test("A declared arrow that nobody goes is reported, a library that is only linked is not")
  func unusedArrows() throws {
    let map = Self.house
    let module = try #require(map.module("GitLibgit2"))
    #expect(
      ImportRules.unused(["CGit2"], of: module, map) == ["GitLibgit2 declares Policy and imports it nowhere"])
  }
}
