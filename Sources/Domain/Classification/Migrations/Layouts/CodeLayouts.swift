import Findings
import Repositories

/// What a file's name alone says about a migration in code.
enum CodeFileName {
  private static let endings: [(endings: NameEndings, folder: String)] = [
    (NameEndings([".rb"]), "migrate"), (NameEndings([".py"]), "versions"),
    (NameEndings([".py", ".exs", ".php"]), "migrations"), (NameEndings([".js", ".ts", ".mjs", ".cjs"]), "migrat"),
    (swift, "migration"),
  ]

  private static let swift = NameEndings([".swift"])

  /// Whether a changed file is worth reading: its ending and the folders above it are those of some framework.
  static func mayHoldMigration(_ path: RepositoryPath) -> Bool {
    let name = path.name
    return endings.contains { endings, folder in
      guard endings.end(name) else { return false }
      // No folder is named in these words and slashes, so the whole way is searched at once.
      return path.bytes.dropLast(name.count).containsIgnoringCase(folder)
        || (swift.end(name) && name.containsIgnoringCase(folder))
    }
  }
}

extension LayoutDetector {
  /// A framework's migration, by its name and a mark in its text; by the name alone where the text is not read.
  func code(_ path: RepositoryPath, contents: [UInt8]) throws(Failure) -> MigrationFile? {
    guard CodeFileName.mayHoldMigration(path), FolderWords.standing(of: path) != nil else { return nil }
    let name = String(decoding: path.name, as: UTF8.self)
    func says(_ mark: String) -> Bool { contents.isEmpty || contents.containsIgnoringCase(mark) }
    var scanner = NameScanner(path.name)
    let digits = scanner.digits()
    if name.hasSuffix(".rb") {
      guard let digits, digits.count >= 3, says("activerecord::migration") else { return nil }
      return file(path, .rails, digits)
    }
    if name.hasSuffix(".py") {
      if let digits, digits.count == 4, path.directory.isNamed("migrations"), says("migrations.migration") {
        return file(path, .django, digits)
      }
      guard path.directory.isNamed("versions"), says("down_revision") else { return nil }
      return file(path, .alembic, nil)
    }
    if name.hasSuffix(".exs") { return digits.flatMap { says("ecto.migration") ? file(path, .ecto, $0) : nil } }
    if name.hasSuffix(".php") {
      guard digits?.count == 4, says("migration") else { return nil }
      return file(path, .laravel, path.name.prefix(17))
    }
    if name.hasSuffix(".swift") {
      guard !contents.isEmpty, says("migration"), says("prepare(on") else { return nil }
      return file(path, .fluent, nil)
    }
    return script(path, digits, says)
  }

  /// JavaScript and TypeScript, whose frameworks name their files alike.
  private func script(_ path: RepositoryPath, _ digits: ArraySlice<UInt8>?, _ says: (String) -> Bool) -> MigrationFile?
  {
    let isNumbered = digits.map { $0.count >= 4 } ?? false
    let isTypeORM = says("migrationinterface")
    // `2.5.108.js`: named by the application's version.
    if !isNumbered, !isTypeORM, digits != nil, path.directory.isNamed("migrations"), says("exports.up"), says("knex") {
      return file(path, .knex, path.name[...])
    }
    guard isNumbered || isTypeORM else { return nil }
    if isTypeORM { return file(path, .typeorm, digits) }
    if says("queryinterface") || says("sequelize") { return file(path, .sequelize, digits) }
    // What the parameter is called is its author's business; code that exports `up` is a migration of somebody's.
    let exportsUp =
      ["exports.up", "function up", "const up"].contains(where: says)
      || says("module.exports") && ["up:", "up("].contains(where: says)
    return says("knex") || exportsUp ? file(path, .knex, digits) : nil
  }

  private func file(_ path: RepositoryPath, _ layout: MigrationLayout, _ version: ArraySlice<UInt8>?) -> MigrationFile {
    MigrationFile(
      path: path, layout: layout, root: path.directory, role: .up,
      version: version.flatMap { MigrationVersion($0) }, standing: .migration)
  }
}
