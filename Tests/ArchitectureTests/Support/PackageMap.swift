/// The floors of Sources/, bottom to top.
enum Floor: String, CaseIterable, Comparable {
  case system = "System"
  case languages = "Languages"
  case domain = "Domain"
  case adapters = "Adapters"
  case pipeline = "Pipeline"
  case commandLine = "CommandLine"

  static func < (left: Floor, right: Floor) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// A module as Package.swift declares it.
struct Module: Hashable {
  enum Language: Hashable { case swift, c }

  let name: String
  /// `nil` for a test target and for what only tests use.
  let floor: Floor?
  /// The names of modules and of other packages' products.
  var dependencies: Set<String> = []
  var language = Language.swift
  /// Whether it gives the linker symbols only, so that nobody imports it.
  var isLinkedOnly = false
}

/// What Package.swift declares.
struct PackageMap {
  var modules: [Module]
  /// The products of other packages that somebody depends on.
  var products: Set<String> = []

  func module(_ name: String) -> Module? { modules.first { $0.name == name } }
}
