/// The arrows of ARCHITECTURE.md, held against what Package.swift declares and what the sources import.
///
/// SwiftPM's own check stops an import upward or sideways, but neither an import through another module's dependency,
/// nor the second importer of a library, nor a module of the toolchain.
enum ImportRules {
  /// Modules of the toolchain that a floor may import; every other one is refused, Foundation everywhere.
  static let toolchainModules: [Floor: Set<String>] = [
    .system: ["Glibc"], .adapters: ["Glibc"], .commandLine: ["Glibc"],
  ]

  /// Modules of the toolchain that tests may import.
  static let testModules: Set<String> = ["Foundation", "Glibc", "Synchronization", "Testing"]

  /// What is wrong with the lists of Package.swift alone.
  static func violations(of map: PackageMap) -> [String] {
    map.modules.flatMap { module in arrows(of: module, map) } + sharedLibraries(map)
  }

  /// What is wrong with the imports of one file of a module.
  static func violations(of imports: [Import], in module: Module, _ map: PackageMap) -> [String] {
    imports.compactMap { statement in
      let name = statement.module
      if module.dependencies.contains(name) { return nil }
      let allowed = if let floor = module.floor { toolchainModules[floor] ?? [] } else { testModules }
      if allowed.contains(name) { return nil }
      let known = map.module(name) != nil || map.products.contains(name)
      return known
        ? "line \(statement.line): \(module.name) imports \(name) without declaring it"
        : "line \(statement.line): \(module.name) imports \(name), which its floor may not"
    }
  }

  /// Declared arrows that no file uses: the map would show a way that nobody goes.
  static func unused(_ imported: Set<String>, of module: Module, _ map: PackageMap) -> [String] {
    module.dependencies.subtracting(imported).sorted()
      .filter { map.module($0)?.isLinkedOnly != true }
      .map { "\(module.name) declares \($0) and imports it nowhere" }
  }

  private static func arrows(of module: Module, _ map: PackageMap) -> [String] {
    module.dependencies.sorted().compactMap { name in
      guard let dependency = map.module(name) else {
        return map.products.contains(name) ? nil : "\(module.name) depends on \(name), which nobody declares"
      }
      guard let floor = module.floor else { return nil }
      guard let below = dependency.floor else { return "\(module.name) depends on \(name), which is for tests" }
      if below > floor { return "\(module.name) on \(floor.rawValue) depends on \(name) above it" }
      // The pipeline takes protocols; only the command line knows which adapter fulfils one.
      if below == .adapters, floor < .commandLine { return "\(module.name) depends on the adapter \(name)" }
      return nil
    }
  }

  /// Each C library and each product of another package belongs to one module.
  private static func sharedLibraries(_ map: PackageMap) -> [String] {
    let libraries = map.modules.filter { $0.language == .c }.map(\.name) + map.products.sorted()
    return libraries.compactMap { library in
      let owners = map.modules.filter { $0.dependencies.contains(library) }.map(\.name).sorted()
      return owners.count == 1
        ? nil : "\(library) must have one importer and has \(owners.isEmpty ? "none" : owners.joined(separator: ", "))"
    }
  }
}
