/// Which scripts of a directory come as up and down, by their names.
struct PairedScripts: Sendable {
  /// The versions that have an up script of golang-migrate's form.
  private(set) var upVersions: Set<[UInt8]> = []
  /// Those that have a down script.
  private(set) var downVersions: Set<[UInt8]> = []
  /// The versions that have a script of Flyway's form.
  private(set) var flywayVersions: Set<MigrationVersion> = []
  /// Whether the directory, as far as it has numbered scripts, has pairs of them: a folder of whole scripts
  /// is run by something that may run a down script as well.
  let allowsPairs: Bool
  /// Whether some version has both of its scripts: the folder's tool is known to tell them apart.
  private(set) var hasWholePairs = false

  init(_ names: some Sequence<[UInt8]>) {
    var hasPairs = false
    var downs: Set<[UInt8]> = []
    var hasNumbered = false
    for name in names {
      if let paired = GolangMigrateName(name) {
        hasPairs = true
        if paired.isDown { downs.insert(paired.version) } else { upVersions.insert(paired.version) }
      } else if let flyway = FlywayName(name) {
        if flyway.prefix == .versioned, let version = flyway.version { flywayVersions.insert(version) }
      } else if name.first?.isASCIIDigit == true, name.asciiLowercased.suffix(4).elementsEqual(".sql".utf8) {
        hasNumbered = true
      }
    }
    allowsPairs = hasPairs || !hasNumbered
    hasWholePairs = !downs.isDisjoint(with: upVersions)
    downVersions = downs
  }
}
