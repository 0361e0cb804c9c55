import Findings

extension LayoutDetector {
  /// Flyway: `V<version>__<description>.sql`, `U…` undoes it, `B…` is a baseline, `R__<description>.sql`
  /// repeats.
  func flyway(_ path: RepositoryPath) throws(Failure) -> MigrationFile? {
    guard SQLFileName.isSQL(path), let name = FlywayName(path.name) else { return nil }
    let role: MigrationFile.Role =
      switch name.prefix {
      case .repeatable: .repeatable
      case .undo: try isUndo(name, in: path.directory) ? .down : .up
      case .versioned, .baseline: .up
      }
    return MigrationFile(
      path: path, layout: .flyway, root: path.directory, role: role,
      // A baseline stands for the versions up to its own, which the script of that version may hold as well.
      version: name.prefix == .baseline ? nil : name.version, standing: .migration)
  }

  /// Whether the script that `undo` takes back stands beside it.
  private func isUndo(_ undo: FlywayName, in directory: RepositoryPath) throws(Failure) -> Bool {
    guard let version = undo.version else { return false }
    return try listing.pairedScripts(in: directory).flywayVersions.contains(version)
  }
}

/// A file name in Flyway's form, with its default prefixes and separator.
struct FlywayName {
  enum Prefix {
    case versioned, undo, baseline, repeatable
  }

  let prefix: Prefix
  let version: MigrationVersion?

  init?(_ name: some Collection<UInt8>) {
    switch name.first {
    case UInt8(ascii: "V"): prefix = .versioned
    case UInt8(ascii: "U"): prefix = .undo
    case UInt8(ascii: "B"): prefix = .baseline
    case UInt8(ascii: "R"): prefix = .repeatable
    default: return nil
    }
    let bytes = Array(name.dropFirst())
    guard
      let separator = zip(bytes, bytes.dropFirst()).enumerated().first(where: { pair in
        pair.element.0 == UInt8(ascii: "_") && pair.element.1 == UInt8(ascii: "_")
      })?.offset
    else { return nil }
    let version = bytes[..<separator]
    guard prefix != .repeatable else {
      guard version.isEmpty else { return nil }
      self.version = nil
      return
    }
    guard let first = version.first, first.isASCIIDigit,
      version.allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") })
    else { return nil }
    self.version = MigrationVersion(version)
  }
}
