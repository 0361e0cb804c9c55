// swift-tools-version: 6.2
import PackageDescription

// `GATEHOUSE_LINK=static` links the C libraries from their archives (see `make release`); it is no product switch.
let staticLink = Context.environment["GATEHOUSE_LINK"] == "static"

/// The folders of Sources/, bottom to top. A module imports only from lower floors, or from its own floor where
/// its list says so; Tests/ArchitectureTests holds this file against every `import` line.
enum Floor: String {
  case system = "System"
  case languages = "Languages"
  case domain = "Domain"
  case adapters = "Adapters"
  case pipeline = "Pipeline"
  case commandLine = "CommandLine"
}

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The release is compiled for size, but for the modules whose inner loops run over every byte of a file or every rule of
/// a set. The flag is "unsafe" since the package manager has no setting for it and refuses it in dependencies: this package
/// is nobody's, and only the release's own build (see the Makefile) asks for it.
let small = settings + (staticLink ? [.unsafeFlags(["-Osize"], .when(configuration: .release))] : [])

func module(
  _ floor: Floor, _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
  swift: [SwiftSetting] = small, link: [LinkerSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(floor.rawValue)/\(name)", exclude: exclude,
    swiftSettings: swift, linkerSettings: link)
}

func systemLibrary(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/System/\(name)", pkgConfig: staticLink ? nil : pkgConfig,
    providers: [.apt([apt])])
}

/// The libraries to link: shared by name, or in the release their archives, in the order the linker needs.
func libraries(_ shared: [String], archives: [String]) -> [LinkerSetting] {
  staticLink ? archives.map { .linkedLibrary(":lib\($0).a") } : shared.map { .linkedLibrary($0) }
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "gatehouse",
  products: [.executable(name: "gatehouse", targets: ["gatehouse"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // System: module maps, typed shims for C, and the one place that starts programs.
    systemLibrary("CGit2", pkgConfig: "libgit2", apt: "libgit2-dev"),
    systemLibrary("CPgQuery", apt: "libpg-query-dev"),
    systemLibrary("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    systemLibrary("CMalloc", apt: "libc6-dev"),
    systemLibrary("CSpawn", apt: "libc6-dev"),
    systemLibrary("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    .target(name: "CGit2Offline", path: "Sources/System/CGit2Offline", exclude: ["guard.sh", "unretain.py"]),
    .target(name: "CLeftOut", path: "Sources/System/CLeftOut"),
    module(.system, "ChildProcess", ["CSpawn"]),

    // Languages: bytes in, a tree or a set out.
    module(.languages, "Exposure", swift: settings),
    module(.languages, "Firewall", ["Exposure", "YAML"]),
    module(.languages, "HCL", swift: settings),
    module(.languages, "HostCode"),
    module(.languages, "JSON"),
    module(.languages, "RegularExpressions"),
    module(.languages, "SQL"),
    module(.languages, "YAML"),

    // Domain: values and decisions; no clock, environment, file system, network or C.
    module(.domain, "Findings"),
    module(.domain, "Repositories", ["Findings", "JSON"]),
    module(
      .domain, "Classification",
      [
        "Exposure", "Findings", "Firewall", "HCL", "HostCode", "JSON", "RegularExpressions", "Repositories", "SQL",
        "YAML",
      ],
      exclude: ["Terraform/ForceNew/generate-force-new.py"]),
    module(.domain, "Policy", ["Findings", "RegularExpressions"]),
    module(.domain, "Attestation", ["Findings", "JSON"]),
    module(.domain, "Approvals", ["Attestation", "Findings", "JSON", "Policy", "Repositories"]),
    module(.domain, "Ledger", ["Attestation", "Findings", "JSON"]),

    // Adapters: each the only importer of its one dependency.
    module(
      .adapters, "GitLibgit2", ["CGit2", "Findings", "Repositories"] + (staticLink ? ["CGit2Offline"] : []),
      link: libraries(["git2"], archives: ["git2", "mbedcrypto", "http_parser", "z"])),
    module(.adapters, "GitProcess", ["ChildProcess", "Findings", "Repositories"]),
    module(
      .adapters, "LedgerSQLite", ["Attestation", "CSQLite", "Findings", "Ledger"],
      link: libraries(["sqlite3"], archives: ["sqlite3"]) + [.linkedLibrary("m")]),
    module(
      .adapters, "PolicyYAML", ["Attestation", "CYAML", "Findings", "Policy", "RegularExpressions", "YAML"],
      link: libraries(["yaml"], archives: ["yaml"])),
    module(
      .adapters, "PostgresGrammar", ["CPgQuery", "SQL"],
      link: libraries(["pg_query"], archives: ["pg_query"])),
    module(
      .adapters, "Signing",
      ["Attestation", "ChildProcess", "Findings", .product(name: "Crypto", package: "swift-crypto")]),

    // Pipeline: the order of the road, and how its result is shown.
    module(
      .pipeline, "Gate",
      ["Approvals", "Attestation", "Classification", "Findings", "JSON", "Policy", "Repositories"]),
    module(
      .pipeline, "Reports",
      ["Approvals", "Attestation", "Findings", "Gate", "JSON", "Policy", "RegularExpressions", "Repositories"]),

    // Command line: arguments, terminal, environment, clock.
    module(
      .commandLine, "Commands",
      [
        "Approvals", "Attestation", "CMalloc", "Classification", "Findings", "Gate", "GitLibgit2", "GitProcess", "JSON",
        "Ledger", "LedgerSQLite", "Policy", "PolicyYAML", "PostgresGrammar", "RegularExpressions", "Reports",
        "Repositories", "Signing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "gatehouse", dependencies: ["Commands"] + (staticLink ? ["CLeftOut"] : []),
      path: "Sources/CommandLine/gatehouse", swiftSettings: small),

    .target(
      name: "TestSupport", dependencies: ["ChildProcess", "Findings", "JSON", "Repositories"],
      path: "Tests/TestSupport", swiftSettings: settings),
    tests("Approvals", ["Approvals", "Attestation", "Findings", "JSON", "Policy", "Repositories", "Signing"]),
    tests("Architecture", []),
    tests("Attestation", ["Attestation", "Findings", "JSON", "Signing"]),
    tests(
      "AttestationDocuments",
      ["Approvals", "Attestation", "ChildProcess", "Findings", "JSON", "Repositories", "Signing", "TestSupport"]),
    tests(
      "Classification",
      [
        "ChildProcess", "Classification", "Exposure", "Findings", "Firewall", "HCL", "JSON", "PolicyYAML",
        "PostgresGrammar", "Repositories", "SQL", "Signing", "TestSupport",
      ], exclude: ["Expressions", "Locks/Corpus", "OnlineDDL/Corpus"]),
    tests("EndToEnd", ["ChildProcess"]),
    tests("Exposure", ["Exposure"]),
    tests("Findings", ["Findings"]),
    tests("Firewall", ["Exposure", "Firewall", "PolicyYAML", "YAML"]),
    tests(
      "Gate",
      [
        "Approvals", "Attestation", "Classification", "Findings", "Gate", "JSON", "Policy", "Repositories", "Signing",
        "TestSupport",
      ]),
    tests("GitProcess", ["Findings", "GitLibgit2", "GitProcess", "Repositories", "TestSupport"]),
    tests("HCL", ["HCL"], exclude: ["Corpus", "Oracle"]),
    tests("HostCode", ["HostCode"]),
    tests("JSON", ["JSON"]),
    tests("Ledger", ["Attestation", "Findings", "JSON", "Ledger", "Signing"]),
    tests("LedgerSQLite", ["Attestation", "ChildProcess", "Findings", "Ledger", "LedgerSQLite", "Signing"]),
    tests("Policy", ["Findings", "Policy", "RegularExpressions"]),
    tests("PolicyYAML", ["Attestation", "Findings", "Policy", "PolicyYAML", "RegularExpressions", "YAML"]),
    tests("PostgresGrammar", ["PostgresGrammar", "SQL"]),
    tests("RegularExpressions", ["RegularExpressions", "TestSupport"], exclude: ["Oracle"]),
    tests("Repositories", ["Findings", "Repositories", "Signing", "TestSupport"]),
    tests("SQL", ["SQL"], exclude: ["Corpus"]),
    tests("Signing", ["Attestation", "ChildProcess", "Findings", "JSON", "Signing"]),
    tests("Templates", ["ChildProcess", "Findings", "Gate", "JSON", "Repositories", "TestSupport"]),
  ]
)
