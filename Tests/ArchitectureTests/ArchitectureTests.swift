import Foundation
import Testing

/// The map of ARCHITECTURE.md, held against the files.
@Suite struct ArchitectureTests {
  private let map: PackageMap

  init() throws { map = ManifestReader.read(try Checkout.text("Package.swift")) }

  @Test("Package.swift declares the modules that Sources/ holds, each on the floor whose folder it stands in")
  func declaredModulesAreTheFolders() throws {
    let folders = try Floor.allCases.flatMap { floor in
      try Checkout.folders(under: "Sources/\(floor.rawValue)").map { "\(floor.rawValue)/\($0)" }
    }
    let declared = map.modules.compactMap { module in module.floor.map { "\($0.rawValue)/\(module.name)" } }
    #expect(declared.sorted() == folders.sorted())
    #expect(try Checkout.folders(under: "Sources") == Floor.allCases.map(\.rawValue).sorted())
  }

  @Test("Arrows go down, adapters know nothing of each other, and every library has one importer")
  func arrows() {
    #expect(ImportRules.violations(of: map) == [])
  }

  @Test("Every import is declared, and no module of the toolchain comes in where its floor has no use for it")
  func imports() throws {
    for module in map.modules where module.language == .swift {
      var imported: Set<String> = []
      for path in Checkout.swiftFiles(under: folder(of: module)) {
        let imports = Import.all(in: try Checkout.text(path))
        imported.formUnion(imports.map(\.module))
        #expect(ImportRules.violations(of: imports, in: module, map) == [], "\(path)")
      }
      #expect(ImportRules.unused(imported, of: module, map) == [], "Package.swift")
    }
  }

  @Test("A source file begins with its imports, carries no banner and is short enough to be read")
  func sourceFiles() throws {
    var sizes: [Int] = []
    for path in Checkout.swiftFiles(under: "Sources") {
      let source = try Checkout.text(path)
      #expect(FileRules.opening(of: source) == [], "\(path)")
      if FileRules.isGenerated(source) { continue }
      let lines = source.count { $0 == "\n" }
      #expect(lines <= FileRules.mostLines, "\(path) has \(lines) lines")
      sizes.append(lines)
    }
    let median = try #require(sizes.sorted().dropFirst(sizes.count / 2).first)
    print("\(sizes.count) source files, median \(median) lines, longest \(sizes.max() ?? 0)")
    #expect(median < 120, "the middle file of Sources/ is longer than one screen and a half")
  }

  @Test("No file names a folder of one machine or promises work to come")
  func trackedFiles() throws {
    let files = try Checkout.trackedFiles()
    #expect(files.contains("Package.swift"))
    for path in files {
      #expect(FileRules.forbiddenText(in: try Checkout.bytes(path)) == [], "\(path)")
    }
  }

  private func folder(of module: Module) -> String {
    guard let floor = module.floor else { return "Tests/" + module.name }
    return "Sources/\(floor.rawValue)/\(module.name)"
  }
}
